using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Invitations.Revoke;

internal static class RevokeInvitationEndpoint
{
    public static void MapRevokeInvitation(this RouteGroupBuilder api) =>
        api.MapPost("/customers/invitations/revoke", HandleAsync)
            .ForMerchants(RevokeInvitation.Needs)
            .Takes<RevokeInvitationRequest>()
            .WithName("RevokeInvitation")
            .WithSummary("Withdraw an invitation; a customer who never came is erased unless kept")
            .Produces<Answer<RevokedInvitation>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(
        Caller caller, Body<RevokeInvitationRequest> body, RevokeInvitation revoke, CancellationToken ct) =>
        (await revoke.RunAsync(caller, body.Value, ct)).ToAnswer(revoked => new Answer<RevokedInvitation>("Invitation revoked.", revoked));
}
