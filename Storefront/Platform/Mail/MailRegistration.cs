namespace Storefront.Platform.Mail;

/// <summary>Mail as the host sees it: outbox, dispatcher, and the transport the settings name.</summary>
public static class MailRegistration
{
    public static IServiceCollection AddMailing(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<SmtpSettings>(configuration.GetSection("Mail:Smtp"));
        if (string.Equals(configuration["Mail:Transport"], "Smtp", StringComparison.OrdinalIgnoreCase))
        {
            services.AddSingleton<IMailTransport, SmtpTransport>();
        }
        else
        {
            services.AddSingleton<IMailTransport, MailboxTransport>();
        }

        return services
            .AddSingleton<MailContentProtector>()
            .AddSingleton<MailDispatcher>()
            .AddHostedService(provider => provider.GetRequiredService<MailDispatcher>())
            .AddScoped<MailSending>()
            .AddScoped<MailOutbox>()
            .AddScoped<MailErrands>()
            .AddScoped<MailComposer>();
    }
}
