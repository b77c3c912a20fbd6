using DnsClient;
using Microsoft.Extensions.Options;
using Storefront.Platform.Jobs;
using Storefront.Platform.Mail.Bounces;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Mail.Signing;
using Storefront.Platform.Mail.Transport;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Mail;

/// <summary>Registers mail: outbox, dispatcher, and the transport that the settings name.</summary>
public static class MailRegistration
{
    private static readonly TimeSpan DnsTimeout = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddMailing(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<SmtpSettings>(configuration.GetSection(SmtpSettings.Section));
        services.Configure<BounceOptions>(configuration.GetSection(BounceOptions.Section));
        services.AddSingleton<BounceMailboxReader>();
        if (!string.IsNullOrEmpty(configuration[$"{BounceOptions.Section}:Imap:Host"]))
        {
            services.AddHostedService<DelayedHostedService<BounceMailboxReader>>();
        }

        switch (configuration["Mail:Transport"]?.ToUpperInvariant())
        {
            case "SMTP":
                services.AddSingleton<IMailTransport, SmtpTransport>();
                break;
            case "MAILBOX" or null:
                services.AddSingleton<IMailTransport, MailboxTransport>();
                break;
            default:
                throw new StartRefusedException($"The setting Mail:Transport is '{configuration["Mail:Transport"]}'; use Smtp or Mailbox.");
        }

        return services
            .AddSingleton<MailContentProtector>()
            .AddSingleton<IValidateOptions<BounceOptions>, BounceOptionsValidator>()
            .AddSingleton<BounceAddresses>()
            .AddScoped<BounceRecorder>()
            .AddSingleton<SigningKeyProtector>()
            .AddSingleton<SigningKeyStore>()
            .AddSingleton<IMerchantCache>(provider => provider.GetRequiredService<SigningKeyStore>())
            .AddSingleton<ILookupClient>(_ => new LookupClient(new LookupClientOptions { UseCache = false, Timeout = DnsTimeout, Retries = 1 }))
            .AddSingleton<MailDomainLookup>()
            .AddSingleton<MailServerWarning>()
            .AddSingleton<OutboxLeaseStore>()
            .AddSingleton<MailDispatcher>()
            .AddHostedService<DelayedHostedService<MailDispatcher>>()
            .AddScoped<OutboxMailSender>()
            .AddScoped<MailOutbox>()
            .AddScoped<MailDelay>()
            .AddScoped<SendingReputation>()
            .AddScoped<MailBacklog>()
            .AddScoped<ParkedMailStore>()
            .AddScoped<DeferredMailRunner>()
            .AddScoped<MailComposer>();
    }
}
