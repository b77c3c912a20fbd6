using Storefront.Features.Staff.Browse;
using Storefront.Features.Staff.Passwords;
using Storefront.Features.Staff.Preferences;
using Storefront.Features.Staff.SignIn;
using Storefront.Features.Staff.Team;
using Storefront.Features.Staff.TwoFactor;
using Storefront.Platform.Hosting;
using Storefront.Platform.Mail.Rendering;

namespace Storefront.Features.Staff;

/// <summary>Registers the staff feature; the admin is its only door, beside the operator's commands.</summary>
public static class StaffFeature
{
    public static IServiceCollection AddStaffOperations(this IServiceCollection services) => services
        .AddScoped<SignInStaff>()
        .AddScoped<SignOutStaff>()
        .AddScoped<VerifyTwoFactor>()
        .AddScoped<SetUpTwoFactor>()
        .AddScoped<ChooseStaffPassword>()
        .AddScoped<RequestStaffReset>()
        .AddSingleton<StaffResetMailer>()
        .AddScoped<ChooseStaffLanguage>()
        .AddScoped<ListOwnShops>()
        .AddScoped<ListTeam>()
        .AddScoped<InviteStaff>()
        .AddScoped<ChangeStaffRole>()
        .AddScoped<RemoveStaff>()
        .AddMail<StaffInvitationMail>()
        .AddMail<StaffAddedMail>()
        .AddMail<StaffResetMail>()
        .AddSingleton<IOperatorCommands, StaffCommands>();
}
