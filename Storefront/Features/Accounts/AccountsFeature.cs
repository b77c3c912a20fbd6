using Storefront.Features.Accounts.Browse;
using Storefront.Features.Accounts.Deletion;
using Storefront.Features.Accounts.Email;
using Storefront.Features.Accounts.Export;
using Storefront.Features.Accounts.Home;
using Storefront.Features.Accounts.Passkeys;
using Storefront.Features.Accounts.Passwords;
using Storefront.Features.Accounts.Preferences;
using Storefront.Features.Accounts.Profile;
using Storefront.Features.Accounts.Registration;
using Storefront.Features.Accounts.Sessions;
using Storefront.Features.Accounts.SignIn;
using Storefront.Features.Accounts.Update;
using Storefront.Features.Accounts.Verification;
using Storefront.Platform.Hosting;
using Storefront.Platform.Links;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Web.Middleware;
using Storefront.Platform.Web.PageCache;

namespace Storefront.Features.Accounts;

/// <summary>Registers and maps the customer account feature.</summary>
public static class AccountsFeature
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddCustomers()
        .AddSingleton<IOperatorCommands, RetentionCommands>()
        .AddScoped<SignIn.SignIn>()
        .AddSingleton<ICopiedPage>(new SamePage(ShopPages.SignIn))
        .AddScoped<SignInCompletion>()
        .AddPasskeys()
        .AddScoped<SignOut>()
        .AddScoped<NewDevices>()
        .AddMail<NewDeviceMail>()
        .AddScoped<MailRecipientResolver>()
        .AddScoped<ForgotPassword>()
        .AddScoped<IDeferredMailJob, PasswordHelpJob>()
        .AddScoped<ReadResetLink>()
        .AddScoped<ResetPassword>()
        .AddScoped<ResetPasswordTransaction>()
        .AddMailedLink(ShopPages.ResetPassword, "reset-password", TokenPurpose.ResetPassword)
        .AddMail<ResetPasswordMail>()
        .AddMail<PasswordResetNotice>()
        .AddScoped<RegisterCustomer>()
        .AddScoped<RegisterCustomerTransaction>()
        .AddScoped<IDeferredMailJob, RegistrationReminderJob>()
        .AddMail<AlreadyCustomerMail>()
        .AddScoped<VerificationSender>()
        .AddScoped<VerifyAddress>()
        .AddScoped<ReadVerificationLink>()
        .AddScoped<FollowVerificationLink>()
        .AddScoped<ResendVerification>()
        .AddMailedLink(ShopPages.VerifyEmail, "verify-email", TokenPurpose.VerifyAddress)
        .AddMail<VerifyAddressMail>()
        .AddScoped<ReadProfile>()
        .AddScoped<ReadAccountHome>()
        .AddScoped<ProfileChanges>()
        .AddScoped<UpdateProfile>()
        .AddScoped<UpdateAddresses>()
        .AddScoped<ListSessions>()
        .AddScoped<RevokeSession>()
        .AddScoped<ChangePassword>()
        .AddScoped<ChangeEmail>()
        .AddScoped<ChangeEmailTransaction>()
        .AddScoped<ReadStopLink>()
        .AddScoped<StopEmailChange>()
        .AddMailedLink(ShopPages.StopEmailChange, "stop-email-change", TokenPurpose.StopEmailChange)
        .AddScoped<ReadEmailChange>()
        .AddScoped<VerifyEmailChange>()
        .AddScoped<MoveAddressTransaction>()
        .AddScoped<SetCartReminder>()
        .AddScoped<ConsentHistory>()
        .AddScoped<ChooseLanguage>()
        .AddScoped<ExportAccount>()
        .AddScoped<ExportDocument>()
        .AddDeletion()
        .AddMail<PasswordChangedMail>()
        .AddMail<EmailCodeMail>()
        .AddMail<EmailChangeNoticeMail>()
        .AddMail<EmailChangedMail>();

    private static IServiceCollection AddDeletion(this IServiceCollection services) => services
        .AddScoped<PreviewDeletion>()
        .AddScoped<DeletionNotice>()
        .AddScoped<DeleteAccount>()
        .AddScoped<DeletionReceivers>()
        .AddScoped<ReadDeletion>()
        .AddScoped<ReadMerchantDeletion>()
        .AddScoped<ListDeletions>()
        .AddMail<AccountDeletedMail>();

    private static IServiceCollection AddPasskeys(this IServiceCollection services) => services
        .AddScoped<PreparePasskeySignIn>()
        .AddScoped<SignInWithPasskey>()
        .AddScoped<ListPasskeys>()
        .AddScoped<PreparePasskey>()
        .AddScoped<AddPasskey>()
        .AddScoped<RenamePasskey>()
        .AddScoped<RemovePasskey>()
        .AddScoped<SuggestPasskey>()
        .AddScoped<PasskeyNotices>()
        .AddMail<PasskeyAddedMail>()
        .AddMail<PasskeyRemovedMail>();

    // The merchant API for customers.
    private static IServiceCollection AddCustomers(this IServiceCollection services) => services
        .AddScoped<ListCustomers>()
        .AddScoped<FindCustomers>()
        .AddScoped<ReadCustomer>()
        .AddScoped<ReadCustomerHistory>()
        .AddScoped<UpdateCustomer>()
        .AddScoped<PreviewCustomerDeletion>()
        .AddScoped<DeleteCustomer>();

    /// <summary>Maps the files that a browser downloads beside the pages.</summary>
    public static void MapAccountFiles(this IEndpointRouteBuilder pages)
    {
        pages.MapExportFiles();
        pages.MapPasskeyOrigins();
        pages.MapChangePasswordAddress();
    }

    public static void MapAccounts(this RouteGroupBuilder api)
    {
        api.MapSignIn();
        api.MapPasskeySignIn();
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
        api.MapListPasskeys();
        api.MapPreparePasskey();
        api.MapAddPasskey();
        api.MapRenamePasskey();
        api.MapRemovePasskey();
        api.MapChangePassword();
        api.MapChangeEmail();
        api.MapVerifyEmailChange();
        api.MapStopEmailChange();
        api.MapSetCartReminder();
        api.MapExportAccount();
        api.MapPreviewDeletion();
        api.MapDeleteAccount();
        api.MapCustomers();
        api.MapListDeletions();
        api.MapReadDeletion();
    }
}
