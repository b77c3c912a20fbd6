using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Storefront.Platform.Jobs;
using Storefront.Platform.Persistence.Postgres;
using Storefront.Platform.Persistence.Sqlite;
using Storefront.Platform.Persistence.Statements;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence;

/// <summary>Registers persistence: the context of the configured provider, and the key ring in it.</summary>
public static class PersistenceRegistration
{
    private const string Journal = "erasure-journal";

    public static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var connection = configuration.GetConnectionString("Storefront") is { Length: > 0 } line ? line
            : throw new StartRefusedException("The setting ConnectionStrings:Storefront is missing.");
        switch (configuration["Storage:Provider"])
        {
            case "Sqlite":
                Readable(() => services.AddSqlite(connection, file => DataFolder.Resolve(file, environment)));
                break;
            case "PostgreSql":
                Readable(() => services.AddPostgres(connection));
                break;
            case var other:
                throw new StartRefusedException($"The setting Storage:Provider is '{other}'; use Sqlite or PostgreSql.");
        }

        services.Configure<BackupOptions>(configuration.GetSection(BackupOptions.Section));
        var beside = Path.Combine(FolderOf(configuration["Storage:Provider"], connection), Journal);
        services.PostConfigure<BackupOptions>(
            options => options.Journal = DataFolder.Resolve(options.Journal.Length > 0 ? options.Journal : beside, environment));
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = provider.GetRequiredService<KeyRing>()));
        var keys = services.AddSingleton<KeyRing>().AddDataProtection().SetApplicationName("storefront")
            .UseCryptographicAlgorithms(new() { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        if (configuration["Keys:CertificateFile"] is { Length: > 0 } certificate)
        {
            keys.ProtectKeysWithCertificate(KeyCertificate.Load(certificate, configuration["Keys:CertificatePassword"]));
        }

        return services
            .AddScoped<DatabaseStart>()
            .AddSingleton<RowCounts>()
            .AddSingleton<StorefrontModel>()
            .AddSingleton<UntrackedLookup>()
            .AddSingleton<AttemptCounterStatements>()
            .AddSingleton<OutboxStatements>()
            .AddSingleton<JournalStatements>()
            .AddSingleton<ErasureJournal>()
            .AddSingleton<BackupStamp>()
            .AddSingleton<SqliteBackup>()
            .AddSingleton<AddressHasher>()
            .AddScoped<AuditTrail>()
            .AddScoped<IMerchantStore, MerchantStore>()
            .AddSingleton<WalTruncator>()
            .AddHostedService<DelayedHostedService<WalTruncator>>();
    }

    // Beside the database's file; on PostgreSQL in the folder of data.
    private static string FolderOf(string? provider, string connection) => provider != "Sqlite" ? ""
        : Path.GetDirectoryName(new SqliteConnectionStringBuilder(connection).DataSource) ?? "";

    // The library's message may quote the connection string, which holds a password.
    private static void Readable(Action register)
    {
        try
        {
            register();
        }
        catch (ArgumentException)
        {
            throw new StartRefusedException("The setting ConnectionStrings:Storefront is not a connection string of this Storage:Provider.");
        }
    }
}
