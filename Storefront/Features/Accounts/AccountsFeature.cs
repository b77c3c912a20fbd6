using Storefront.Domain;
using Storefront.Features.Accounts.Deletion;
using Storefront.Features.Accounts.Profile;
using Storefront.Features.Accounts.SignIn;
using Storefront.Platform.Mail;

namespace Storefront.Features.Accounts;

/// <summary>Customer accounts as the host sees them.</summary>
public static class AccountsFeature
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddScoped<SignIn.SignIn>()
        .AddScoped<SignOut>()
        .AddScoped<ReadProfile>()
        .AddScoped<PreviewDeletion>()
        .AddScoped<DeleteAccount>()
        .AddScoped<AccountErasure>()
        .AddMail<AccountDeletedMail, AccountDeletedMailHtml, AccountDeletedMailText>("account-deleted", merchant => new Sentence("Your account at {0} is deleted", merchant.Name));

    public static void MapAccounts(this RouteGroupBuilder api)
    {
        api.MapSignIn();
        api.MapSignOut();
        api.MapReadProfile();
        api.MapPreviewDeletion();
        api.MapDeleteAccount();
    }
}
