using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Mail.Transport;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Tests.Support;

/// <summary>The whole application on a database of its own, with two merchants, a settable clock and readable mail.</summary>
/// <remarks>Fakes: the clock, the cost of a password hash, and, where a test asks for it, the mail transport. The database is a file, or one of
/// PostgreSQL in a run that asks for it (<see cref="SharedPostgres"/>).</remarks>
public sealed class TestPlatform : WebApplicationFactory<Program>
{
    private const int CheapRounds = 1000;
    private const string ConnectionKey = "ConnectionStrings:Storefront";
    private const string ProviderKey = "Storage:Provider";
    private const string Postgres = "PostgreSql";
    private readonly string _folder = Directory.CreateTempSubdirectory("storefront-test-").FullName;
    private readonly Lazy<string> _connection;

    public TestPlatform()
    {
        _connection = new(() => SharedPostgres.IsEverywhere ? SharedPostgres.NewDatabase() : $"Data Source={DatabaseFile}");
        Aurora = new(this, 1, "aurora.localhost", "demo-aurora-manager-token");
        Birch = new(this, 2, "birch.localhost", "demo-birch-manager-token");
    }

    public ManualClock Clock { get; } = new();
    public Dictionary<string, string?> Settings { get; init; } = [];
    public Action<IServiceCollection> Change { get; set; } = _ => { };

    /// <summary>Where clients send to, when other programs on this database answer.</summary>
    public Func<string, string?, HttpClient>? Via { get; set; }
    public Shop Aurora { get; }
    public Shop Birch { get; }
    public string DatabaseFile => Settings.GetValueOrDefault(ConnectionKey) is { } line && !IsPostgres
        ? new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(line).DataSource
        : Path.Combine(_folder, "storefront.db");

    /// <summary>Where the rows are, for a second application on this database.</summary>
    public string Connection => Settings.GetValueOrDefault(ConnectionKey) ?? _connection.Value;

    /// <summary>A client of the API at a host, with a bearer token or none; it follows no redirects and keeps no cookies.</summary>
    public HttpClient Client(string host, string? token = null)
    {
        if (Via is not null)
        {
            return Via(host, token);
        }

        var client = CreateClient(new() { BaseAddress = new Uri($"https://{host}/"), AllowAutoRedirect = false, HandleCookies = false });
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Whether the database is one of PostgreSQL.</summary>
    public bool IsPostgres => Settings.GetValueOrDefault(ProviderKey, SharedPostgres.IsEverywhere ? Postgres : null) == Postgres;

    /// <summary>Runs work on the database as one merchant sees it.</summary>
    public async Task<T> AsAsync<T>(Shop shop, Func<StorefrontDb, IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        var merchant = await Services.GetRequiredService<MerchantDirectory>().FindByIdAsync(shop.Id, default);
        scope.ServiceProvider.GetRequiredService<CurrentMerchant>().Set(merchant!);
        return await work(scope.ServiceProvider.GetRequiredService<StorefrontDb>(), scope.ServiceProvider);
    }

    /// <summary>Runs work on the database as one merchant sees it.</summary>
    public Task<T> AsAsync<T>(Shop shop, Func<StorefrontDb, Task<T>> work) => AsAsync(shop, (db, _) => work(db));

    /// <summary>Sends every due mail and returns what arrived, newest first.</summary>
    public async Task<IReadOnlyList<MailMessage>> MailsAsync()
    {
        while (await Services.GetRequiredService<MailDispatcher>().SendDueAsync(default) > 0)
        {
            // Until nothing is due any more.
        }

        await using var scope = Services.CreateAsyncScope();
        return [
            .. (await scope.ServiceProvider.GetRequiredService<Storefront.Features.Development.ReadMailbox>().RunAsync(default))
            .Select(row => row.Mail)
        ];
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(AppContext.BaseDirectory);
        builder.UseEnvironment("Development");
        builder.UseSetting(ProviderKey, IsPostgres ? Postgres : "Sqlite");
        builder.UseSetting(ConnectionKey, Connection);
        builder.UseSetting("Backup:Journal", Path.Combine(_folder, "erasure-journal"));
        builder.UseSetting("Links:Scheme", "https");
        builder.UseSetting("RateLimits:PerMinute", "100000");
        builder.UseSetting("RateLimits:ForgottenPasswordsPer15Minutes", "100000");
        builder.UseSetting("RateLimits:RegistrationsPerHour", "100000");

        // All tests call from one client address.
        builder.UseSetting("RateLimits:SelfServiceMailsPerClientPerHour", "100000");
        builder.UseSetting("RateLimits:SelfServiceMailsPerMerchantPerHour", "100000");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = CheapRounds);

            // Tests send mail when they want to read it.
            services.RemoveAll<Microsoft.Extensions.Hosting.IHostedService>();
            Change(services);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (SharedPostgres.IsEverywhere && _connection.IsValueCreated)
        {
            SharedPostgres.Drop(_connection.Value);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A file handle is still open; the system's own cleaning deletes the folder.
        }
    }
}
