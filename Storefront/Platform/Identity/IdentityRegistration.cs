using Microsoft.AspNetCore.Identity;
using Storefront.Platform.Identity.Imported;
using Storefront.Platform.Identity.Passkeys;
using Storefront.Platform.Tokens;

namespace Storefront.Platform.Identity;

/// <summary>Registers identity: Identity's users and hashes, session rows, one-time tokens.</summary>
public static class IdentityRegistration
{
    public static IServiceCollection AddCustomerIdentity(this IServiceCollection services)
    {
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = PasswordHashing.Rounds);
        services.AddSingleton<IPasswordHasher<Customer>, PasswordHasher<Customer>>();
        services.AddSingleton<ILookupNormalizer, EmailAddressNormalizer>();
        services.AddIdentityCore<Customer>(options => options.User.RequireUniqueEmail = true).AddUserStore<CustomerStore>();
        return services
            .AddSingleton<PasswordHashingPool>()
            .AddSingleton<PasswordHashing>()
            .AddSingleton<ShortCodes>()
            .AddScoped<ImportedPasswordMark>()
            .AddScoped<PasswordAttemptGuard>()
            .AddScoped<KnownDevices>()
            .AddScoped<OwnerConfirmation>()
            .AddSingleton<PasskeyChallengeProtector>()
            .AddScoped<PasskeyCeremonies>()
            .AddScoped<VerifiedEmailEffects>()
            .AddScoped<NewPassword>()
            .AddScoped<Sessions.Sessions>()
            .AddSingleton<Sessions.SessionLookup>()
            .AddSingleton<LinkLookup>()
            .AddSingleton<MailedLinkOwner>()
            .AddScoped<OneTimeTokens>();
    }
}
