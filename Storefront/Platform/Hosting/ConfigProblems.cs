using System.Net;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Platform.Hosting;

/// <summary>What is unsafe, missing or mistyped in the settings: what a start would refuse, and what deserves a look.</summary>
internal static class ConfigProblems
{
    public static IReadOnlyList<ConfigProblem> Find(IConfiguration configuration, IHostEnvironment environment) =>
        [.. Refused(configuration, environment), .. environment.IsDevelopment() ? [] : Cautions(configuration), .. Unknown(configuration)];

    private static IEnumerable<ConfigProblem> Refused(IConfiguration configuration, IHostEnvironment environment)
    {
        string? refused = null;
        try
        {
            SafeStart.CheckSettings(configuration, environment, []);
        }
        catch (StartRefusedException problem)
        {
            refused = problem.Message;
        }

        if (refused is not null)
        {
            yield return new(refused, true);
        }

        if (!environment.IsDevelopment() && configuration.GetValue<bool>("Webhooks:AllowPrivateAddresses"))
        {
            yield return new("Webhooks:AllowPrivateAddresses is for Development only: merchants could reach your own network.", true);
        }
    }

    private static IEnumerable<ConfigProblem> Cautions(IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration["Keys:CertificateFile"]))
        {
            yield return new("Keys:CertificateFile is not set: whoever reads the database or a backup can read the keys in it.", false);
        }

        if (!configuration.GetSection("Proxies:Trusted").GetChildren().Any())
        {
            yield return new("Proxies:Trusted is empty: behind a proxy every client has the proxy's address, and limits count them together.", false);
        }

        if (string.Equals(configuration["Mail:Smtp:Security"], "None", StringComparison.OrdinalIgnoreCase)
            && !IsLocal(configuration["Mail:Smtp:Host"]))
        {
            yield return new("Mail:Smtp:Security is None: mails and the password cross the network as plain text.", false);
        }

        if (string.Equals(configuration["Links:Scheme"], "http", StringComparison.OrdinalIgnoreCase))
        {
            yield return new("Links:Scheme is http: mailed links lead to pages without TLS.", false);
        }

        if (string.IsNullOrEmpty(configuration["Mail:Bounces:Domain"]))
        {
            yield return new("Mail:Bounces:Domain is not set: nobody learns which mails did not arrive.", false);
        }
    }

    private static IEnumerable<ConfigProblem> Unknown(IConfiguration configuration)
    {
        var limits = typeof(RateLimits).GetProperties().Select(limit => $"RateLimits:{limit.Name}").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var mistyped = configuration.GetSection("RateLimits").GetChildren().Select(limit => limit.Path).Where(path => !limits.Contains(path));
        return KnownSettings.UnknownIn(configuration).Concat(mistyped).Select(key => new ConfigProblem($"Nothing reads {key}.", false));
    }

    private static bool IsLocal(string? host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}

/// <summary>A problem of the settings, and whether the server would refuse to start.</summary>
internal sealed record ConfigProblem(string Text, bool IsFatal);
