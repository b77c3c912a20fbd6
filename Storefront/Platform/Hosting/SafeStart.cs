using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Storefront.Platform.Mail.Bounces;
using Storefront.Platform.Mail.Transport;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Webhooks;

namespace Storefront.Platform.Hosting;

/// <summary>Checks settings and database before the first request, and refuses to start on anything unsafe (fail closed).</summary>
/// <remarks>An operator command needs only the database settings; it serves no requests and sends no mail.</remarks>
public static class SafeStart
{
    private static volatile bool _isServing;

    /// <summary>Throws with a line for the operator when a setting of the web server or the machine's globalization data is missing or
    /// unsafe.</summary>
    public static void CheckSettings(IConfiguration configuration, IHostEnvironment environment, string[] args)
    {
        if (!Characters.CanCompose)
        {
            throw new StartRefusedException(
                "The ICU libraries are missing, or globalization is set to invariant: addresses and passwords could not be compared. Install "
                    + "libicu.");
        }

        if (!MerchantTimeZone.AreKnown)
        {
            throw new StartRefusedException(
                "The files of the time zones are missing: days and terms of law could not be told. Install tzdata, or name their folder in TZDIR.");
        }

        if (environment.IsDevelopment() || OperatorConsole.IsCommand(args))
        {
            return;
        }

        if (configuration.GetValue<bool>("Demo:Enabled"))
        {
            throw new StartRefusedException("Demo:Enabled is for Development only: its tokens are public.");
        }

        if (!string.Equals(configuration["Mail:Transport"], "Smtp", StringComparison.OrdinalIgnoreCase)
            || string.IsNullOrEmpty(configuration["Mail:Smtp:Host"]))
        {
            throw new StartRefusedException(
                "No mail server is configured: set Mail:Transport to Smtp and Mail:Smtp:Host to its name. The Mailbox transport is for Development "
                    + "only.");
        }
    }

    /// <summary>Reads every setting once, migrates in Development, checks elsewhere, then runs the features' start steps.</summary>
    public static async Task PrepareAsync(WebApplication app)
    {
        _ = app.Services.GetRequiredService<PlatformHosts>();
        Read<RateLimits>(app.Services);
        Read<SmtpSettings>(app.Services);
        Read<BounceOptions>(app.Services);
        Read<WebhookOptions>(app.Services);
        Read<BackupOptions>(app.Services);
        if (!app.Environment.IsDevelopment() && app.Services.GetRequiredService<IOptions<WebhookOptions>>().Value.AllowPrivateAddresses)
        {
            throw new StartRefusedException("Webhooks:AllowPrivateAddresses is for Development only: merchants could reach your own network.");
        }

        Read<ForwardedHeadersOptions>(app.Services);
        app.Lifetime.ApplicationStarted.Register(() => _isServing = true);
        await using var scope = app.Services.CreateAsyncScope();
        var start = scope.ServiceProvider.GetRequiredService<DatabaseStart>();
        if (app.Environment.IsDevelopment())
        {
            await start.MigrateAsync(CancellationToken.None);
        }

        await start.CheckAsync(CancellationToken.None);

        // Creates the key ring now: created lazily, its first key would be written while a request's transaction holds SQLite.
        _ = app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("start").Protect("ready");
        foreach (var step in app.Services.GetServices<IStartStep>())
        {
            await step.RunAsync(CancellationToken.None);
        }
    }

    /// <summary>Reduces a failed start to one line: the host's own report says the same with a stack trace.</summary>
    public static void AddLogFilters(ILoggingBuilder logging) =>
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => _isServing && level >= LogLevel.Information);

    /// <summary>Runs the program and prints a refused start as one line with exit code 1.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> program)
    {
        try
        {
            return await program();
        }
        catch (Exception problem) when (OperatorErrorFormatter.InWords(problem) is { } sentence)
        {
            await Console.Error.WriteLineAsync($"Storefront does not start: {sentence}");
            return 1;
        }
    }

    /// <summary>The current folder when it contains the settings (repository root, published folder), else the program's folder.</summary>
    public static string? ContentRoot(string[] args) =>
        File.Exists("appsettings.json") || args.Any(argument => argument.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase))
            ? null
            : AppContext.BaseDirectory;

    // Without this, text in place of a number would fail only at the first mail or request.
    private static void Read<TSettings>(IServiceProvider services)
        where TSettings : class
    {
        try
        {
            _ = services.GetRequiredService<IOptions<TSettings>>().Value;
        }
        catch (InvalidOperationException unreadable)
        {
            throw new StartRefusedException(unreadable.Message);
        }
    }
}

/// <summary>A step that a feature runs once before the first request.</summary>
public interface IStartStep
{
    Task RunAsync(CancellationToken ct);
}
