using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Invitations.Correct;

internal static class CorrectInvitationEndpoint
{
    public static void MapCorrectInvitation(this RouteGroupBuilder api) =>
        api.MapPost("/customers/invitations/correct", HandleAsync)
            .ForMerchants(CorrectInvitation.Needs)
            .Takes<CorrectInvitationRequest>()
            .Requires("invitation_id", "email")
            .WithName("CorrectInvitation")
            .WithSummary("Send an invitation to another address; nothing of the old one stays")
            .Produces<Answer<InvitationData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(
        Caller caller, Body<CorrectInvitationRequest> body, CorrectInvitation correct, CancellationToken ct) =>
        (await correct.RunAsync(caller, body.Value, ct)).ToAnswer(invitation => new Answer<InvitationData>("Invitation corrected.", new(invitation)));
}
