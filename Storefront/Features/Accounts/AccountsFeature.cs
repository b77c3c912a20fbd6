using Storefront.Domain;
using Storefront.Features.Accounts.Deletion;
using Storefront.Features.Accounts.Email;
using Storefront.Features.Accounts.Export;
using Storefront.Features.Accounts.Passwords;
using Storefront.Features.Accounts.Preferences;
using Storefront.Features.Accounts.Profile;
using Storefront.Features.Accounts.Registration;
using Storefront.Features.Accounts.Sessions;
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
        .AddSingleton<ICopiedPage>(new SamePage(ShopPages.SignIn))
        .AddScoped<SignOut>()
        .AddScoped<NewDevices>()
        .AddMail<NewDeviceMail, NewDeviceMailHtml, NewDeviceMailText>("new-device", merchant => new Sentence("A new device at your account at {0}", merchant.Name))
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
        .AddScoped<ProfileChanges>()
        .AddScoped<UpdateProfile>()
        .AddScoped<UpdateAddresses>()
        .AddScoped<ListSessions>()
        .AddScoped<RevokeSession>()
        .AddScoped<ChangePassword>()
        .AddScoped<ChangeEmail>()
        .AddScoped<EmailChangeOpening>()
        .AddScoped<ReadStopLink>()
        .AddScoped<StopEmailChange>()
        .AddMailedLink(ShopPages.StopEmailChange, "stop-email-change")
        .AddScoped<ReadEmailChange>()
        .AddScoped<VerifyEmailChange>()
        .AddScoped<AddressMove>()
        .AddScoped<SetCartReminder>()
        .AddScoped<ExportAccount>()
        .AddScoped<ExportDocument>()
        .AddScoped<PreviewDeletion>()
        .AddScoped<DeleteAccount>()
        .AddScoped<ReadDeletion>()
        .AddScoped<ListDeletions>()
        .AddMail<PasswordChangedMail, PasswordChangedMailHtml, PasswordChangedMailText>("password-changed", merchant => new Sentence("Your password at {0} is changed", merchant.Name))
        .AddMail<EmailCodeMail, EmailCodeMailHtml, EmailCodeMailText>("email-code", merchant => new Sentence("Your code for {0}", merchant.Name))
        .AddMail<EmailChangeNoticeMail, EmailChangeNoticeMailHtml, EmailChangeNoticeMailText>("email-change-notice", merchant => new Sentence("Another address for your account at {0}", merchant.Name))
        .AddMail<EmailChangedMail, EmailChangedMailHtml, EmailChangedMailText>("email-changed", merchant => new Sentence("The address of your account at {0} is changed", merchant.Name))
        .AddMail<AccountDeletedMail, AccountDeletedMailHtml, AccountDeletedMailText>("account-deleted", merchant => new Sentence("Your account at {0} is deleted", merchant.Name));

    /// <summary>What a browser fetches beside the pages.</summary>
    public static void MapAccountFiles(this IEndpointRouteBuilder pages) => pages.MapExportFiles();

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
        api.MapUpdateProfile();
        api.MapUpdateAddresses();
        api.MapListCountries();
        api.MapListSessions();
        api.MapRevokeSession();
        api.MapChangePassword();
        api.MapChangeEmail();
        api.MapVerifyEmailChange();
        api.MapStopEmailChange();
        api.MapSetCartReminder();
        api.MapExportAccount();
        api.MapPreviewDeletion();
        api.MapDeleteAccount();
        api.MapListDeletions();
        api.MapReadDeletion();
    }
}
