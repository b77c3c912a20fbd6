using Storefront.Domain;
using Storefront.Features.Accounts.Deletion;
using Storefront.Features.Accounts.Passwords;
using Storefront.Features.Accounts.Profile;
using Storefront.Features.Accounts.Registration;
using Storefront.Features.Accounts.SignIn;
using Storefront.Features.Accounts.Verification;
using Storefront.Platform.Mail;
using Storefront.Platform.Web;

namespace Storefront.Features.Accounts;

/// <summary>Customer accounts as the host sees them.</summary>
public static class AccountsFeature
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddScoped<SignIn.SignIn>()
        .AddScoped<SignOut>()
        .AddScoped<AddressHolder>()
        .AddScoped<ForgotPassword>()
        .AddScoped<IMailErrand, PasswordHelp>()
        .AddScoped<ReadResetLink>()
        .AddScoped<ResetPassword>()
        .AddScoped<PasswordReset>()
        .AddMailedLink(ShopPages.ResetPassword, "reset-password")
        .AddMail<ResetPasswordMail, ResetPasswordMailHtml, ResetPasswordMailText>("reset-password", merchant => new Sentence("A new password for your account at {0}", merchant.Name))
        .AddMail<PasswordResetNotice, PasswordResetNoticeHtml, PasswordResetNoticeText>("password-reset-notice", merchant => new Sentence("Your password at {0} was changed", merchant.Name))
        .AddScoped<RegisterCustomer>()
        .AddScoped<AccountOpening>()
        .AddScoped<IMailErrand, RegistrationReminder>()
        .AddMail<AlreadyCustomerMail, AlreadyCustomerMailHtml, AlreadyCustomerMailText>("already-customer", merchant => new Sentence("You already have an account at {0}", merchant.Name))
        .AddScoped<VerificationLetters>()
        .AddScoped<VerifyAddress>()
        .AddScoped<ReadVerificationLink>()
        .AddScoped<FollowVerificationLink>()
        .AddScoped<ResendVerification>()
        .AddMailedLink(ShopPages.VerifyEmail, "verify-email")
        .AddMail<VerifyAddressMail, VerifyAddressMailHtml, VerifyAddressMailText>("verify-address", merchant => new Sentence("Confirm your address for {0}", merchant.Name))
        .AddScoped<ReadProfile>()
        .AddScoped<PreviewDeletion>()
        .AddScoped<DeleteAccount>()
        .AddScoped<AccountErasure>()
        .AddMail<AccountDeletedMail, AccountDeletedMailHtml, AccountDeletedMailText>("account-deleted", merchant => new Sentence("Your account at {0} is deleted", merchant.Name));

    public static void MapAccounts(this RouteGroupBuilder api)
    {
        api.MapSignIn();
        api.MapSignOut();
        api.MapForgotPassword();
        api.MapResetPassword();
        api.MapRegisterCustomer();
        api.MapVerifyAddress();
        api.MapFollowVerificationLink();
        api.MapResendVerification();
        api.MapReadProfile();
        api.MapPreviewDeletion();
        api.MapDeleteAccount();
    }
}
