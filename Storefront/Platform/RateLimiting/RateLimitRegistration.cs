namespace Storefront.Platform.RateLimiting;

/// <summary>Limits as the host sees them.</summary>
public static class RateLimitRegistration
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RateLimits>().Bind(configuration.GetSection("RateLimits"))
            .Validate(limits => limits is { PerMinutePerAccount: null or > 0, PerMinutePerClient: null or > 0, FormsPerMinute: null or > 0 }, "Every number under RateLimits must be above zero.")
            .Validate(limits => limits is { PerMinute: > 0, MailsPerMerchantPerHour: > 0, MailsPerRecipientPerHour: > 0, PasswordTriesPer15Minutes: > 0, ForgottenPasswordsPer15Minutes: > 0, RegistrationsPerHour: > 0 }, "Every number under RateLimits must be above zero.")
            .ValidateOnStart();
        return services
            .AddScoped<RateReport>()
            .AddScoped<Attempts>()
            .AddScoped<GrowingDelay>()
            .AddScoped<MailQuota>()
            .AddScoped<ClientTries>()
            .AddSingleton<RequestLimiter>();
    }
}
