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
        .AddScoped<InviteCustomerTransaction>()
        .AddScoped<AcceptInvitation>()
        .AddScoped<AcceptInvitationTransaction>()
        .AddScoped<AccountTakeover>()
        .AddScoped<UnprovenAccountInviter>()
        .AddScoped<ReadInvitation>()
        .AddScoped<DeclineInvitation>()
        .AddScoped<RenewInvitation>()
        .AddScoped<ResendInvitation>()
        .AddScoped<InvitationSender>()
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
