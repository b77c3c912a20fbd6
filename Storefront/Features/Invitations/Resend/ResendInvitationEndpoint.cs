using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Invitations.Resend;

internal static class ResendInvitationEndpoint
{
    public static void MapResendInvitation(this RouteGroupBuilder api) =>
        api.MapPost("/customers/invitations/resend", HandleAsync)
            .ForMerchants(ResendInvitation.Needs)
            .Takes<ResendInvitationRequest>()
            .WithName("ResendInvitation")
            .WithSummary("Mail a pending customer a fresh link, or answer it where send_email is false")
            .Produces<Answer<InvitationData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(
        Caller caller, Body<ResendInvitationRequest> body, ResendInvitation resend, CancellationToken ct) =>
        (await resend.RunAsync(caller, body.Value, ct)).ToAnswer(invitation => new Answer<InvitationData>(
            invitation.Url is null ? "Invitation email sent." : "Invitation renewed.", new(invitation)));
}
