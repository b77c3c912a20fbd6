using Storefront.Domain;
using Storefront.Platform.Mail;

namespace Storefront.Features.Invitations;

/// <summary>Invitations as the host sees them.</summary>
public static class InvitationsFeature
{
    public static IServiceCollection AddInvitations(this IServiceCollection services) => services
        .AddScoped<InviteCustomer>()
        .AddScoped<AcceptInvitation>()
        .AddScoped<InvitationAcceptance>()
        .AddScoped<ReadInvitation>()
        .AddScoped<RenewInvitation>()
        .AddScoped<ResendInvitation>()
        .AddScoped<InvitationLetters>()
        .AddSingleton<InvitationCookie>()
        .AddMail<InvitationMail, InvitationMailHtml, InvitationMailText>("invitation", merchant => new Sentence("Your account at {0} is ready", merchant.Name));

    /// <summary>Takes the secrets of opened links out of the address bar, before the page is shown.</summary>
    public static void UseInvitationLinks(this IApplicationBuilder app) => app.UseMiddleware<InvitationLinkLanding>();

    public static void MapInvitations(this RouteGroupBuilder api)
    {
        api.MapInviteCustomer();
        api.MapResendInvitation();
        api.MapAcceptInvitation();
        api.MapRenewInvitation();
    }
}
