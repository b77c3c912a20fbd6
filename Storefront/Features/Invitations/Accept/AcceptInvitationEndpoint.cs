using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Invitations.Accept;

internal static class AcceptInvitationEndpoint
{
    public static void MapAcceptInvitation(this RouteGroupBuilder api) =>
        api.MapPost("/customer/auth/invitation/accept", HandleAsync)
            .ForAnybody()
            .Takes<AcceptInvitationRequest>()
            .Requires("email", "token", "password", "password_confirmation")
            .WithName("AcceptInvitation")
            .WithSummary("Accept an invitation: set the password and sign in")
            .Produces<Answer<SignedInData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status400BadRequest);

    private static async Task<IResult> HandleAsync(
        Caller caller, Body<AcceptInvitationRequest> body, AcceptInvitation accept, CancellationToken ct) =>
        (await accept.RunAsync(caller, body.Value, ct)).ToAnswer(signedIn => new Answer<SignedInData>(
            "Invitation accepted.", new(CustomerSummary.Of(signedIn.Customer), signedIn.Secret)));
}
