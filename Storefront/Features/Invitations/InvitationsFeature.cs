using Storefront.Platform.Invitations;
using Storefront.Platform.Mail;
using Storefront.Platform.Web;

namespace Storefront.Features.Invitations;

/// <summary>Invitations as the host sees them.</summary>
public static class InvitationsFeature
{
    public static IServiceCollection AddInvitations(this IServiceCollection services) => services
        .AddScoped<InviteCustomer>()
        .AddScoped<InviteCustomers>()
        .AddScoped<InviteeArrival>()
        .AddScoped<AcceptInvitation>()
        .AddScoped<InvitationAcceptance>()
        .AddScoped<AccountTakeover>()
        .AddScoped<UnprovenHolder>()
        .AddScoped<ReadInvitation>()
        .AddScoped<DeclineInvitation>()
        .AddScoped<RenewInvitation>()
        .AddScoped<ResendInvitation>()
        .AddScoped<InvitationLetters>()
        .AddMailedLink(ShopPages.AcceptInvitation, "invitation")
        .AddSingleton<ICopiedPage, AcceptInvitationCopies>()
        .AddMail<InvitationMail>();

    public static void MapInvitations(this RouteGroupBuilder api)
    {
        api.MapInviteCustomer();
        api.MapResendInvitation();
        api.MapAcceptInvitation();
        api.MapRenewInvitation();
        api.MapDeclineInvitation();
    }
}
