using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Storefront.Platform.Erasure;
using Storefront.Platform.Operator;
using Storefront.Platform.Persistence.Postgres;
using Storefront.Platform.Persistence.Sqlite;
using Storefront.Platform.Persistence.Statements;

namespace Storefront.Platform.Persistence;

/// <summary>Persistence as the host sees it: the context of the configured provider, and the key ring in it.</summary>
public static class PersistenceRegistration
{
    private const int LongestWaitSeconds = 5;

    public static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = configuration.GetConnectionString("Storefront") is { Length: > 0 } line ? line
            : throw new StartRefusedException("The setting ConnectionStrings:Storefront is missing.");
        switch (configuration["Storage:Provider"])
        {
            case "Sqlite":
                var sqlite = Readable(() => PrepareSqlite(connection));
                services.AddDbContext<StorefrontDb, SqliteStorefrontDb>(
                    (provider, options) => options.UseSqlite(sqlite).UseInternalServiceProvider(EfProviders.Sqlite)
                        .AddInterceptors(new SqlitePragmas(), new WriterTurnInterceptor(provider.GetRequiredService<WriteGate>())),
                    ServiceLifetime.Scoped, ServiceLifetime.Singleton);
                services.AddSingleton<NewConnection>(() => new SqliteConnection(sqlite)).AddSingleton<ICommittedReads, SqliteReads>();
                services.AddSingleton(new WriteGate(oneAtATime: true)).AddSingleton<GroupCommit>().AddSingleton<LogWriteBack>();
                break;
            case "PostgreSql":
                var postgres = Readable(() => new NpgsqlConnectionStringBuilder(connection).ConnectionString);
                services.AddDbContext<StorefrontDb, PostgresStorefrontDb>(
                    options => options.UseNpgsql(postgres).UseInternalServiceProvider(EfProviders.Postgres), ServiceLifetime.Scoped, ServiceLifetime.Singleton);
                services.AddSingleton<NewConnection>(() => new NpgsqlConnection(postgres)).AddSingleton<ICommittedReads, PostgresReads>();
                services.AddSingleton(new WriteGate(oneAtATime: false));
                break;
            case var other:
                throw new StartRefusedException($"The setting Storage:Provider is '{other}'; use Sqlite or PostgreSql.");
        }

        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = provider.GetRequiredService<KeyRing>()));
        var keys = services.AddSingleton<KeyRing>().AddDataProtection().SetApplicationName("storefront")
            .UseCryptographicAlgorithms(new() { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        if (configuration["Keys:CertificateFile"] is { Length: > 0 } certificate)
        {
            keys.ProtectKeysWithCertificate(X509CertificateLoader.LoadPkcs12FromFile(certificate, configuration["Keys:CertificatePassword"]));
        }

        return services
            .AddScoped<DatabaseStart>()
            .AddSingleton<StorefrontModel>()
            .AddSingleton<UntrackedLookup>()
            .AddSingleton<AttemptCounterStatements>()
            .AddSingleton<OutboxStatements>()
            .AddScoped<AuditTrail>()
            .AddScoped<ErasurePlan>()
            .AddSingleton<Retention>()
            .AddSingleton<IOperatorCommands, RetentionCommands>()
            .AddSingleton<ErasureScrub>()
            .AddHostedService<OnceServing<ErasureScrub>>()
            .AddSingleton<Housekeeping>()
            .AddHostedService(provider => provider.GetRequiredService<Housekeeping>());
    }

    // The library's own sentence may quote the line, and the line holds a password.
    private static string Readable(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (ArgumentException)
        {
            throw new StartRefusedException("The setting ConnectionStrings:Storefront is not a connection string of this Storage:Provider.");
        }
    }

    // SQLite makes the file, but not the folder it is in.
    private static string PrepareSqlite(string connection)
    {
        var builder = new SqliteConnectionStringBuilder(connection);
        if (builder.Mode != SqliteOpenMode.Memory && Path.GetDirectoryName(Path.GetFullPath(builder.DataSource)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        builder.DefaultTimeout = Math.Min(builder.DefaultTimeout, LongestWaitSeconds);
        return builder.ConnectionString;
    }
}
