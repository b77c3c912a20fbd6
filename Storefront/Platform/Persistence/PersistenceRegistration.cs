using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
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
            .AddSingleton<AddressHasher>()
            .AddScoped<AuditTrail>()
            .AddScoped<IMerchantStore, MerchantStore>()
            .AddSingleton<WalTruncator>()
            .AddHostedService<DelayedHostedService<WalTruncator>>();
    }

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
