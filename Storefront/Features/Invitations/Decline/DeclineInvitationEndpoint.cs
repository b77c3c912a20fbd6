using Storefront.Features.Invitations.Accept;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Invitations.Decline;

internal static class DeclineInvitationEndpoint
{
    public static void MapDeclineInvitation(this RouteGroupBuilder api) =>
        api.MapPost("/customer/auth/invitation/decline", HandleAsync)
            .ForAnybody()
            .Takes<InvitationLink>()
            .Requires("email", "token")
            .WithName("DeclineInvitation")
            .WithSummary("Decline an invitation: no account is opened, and the link stops working")
            .Produces<Answer<string[]>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status400BadRequest);

    private static async Task<IResult> HandleAsync(Caller caller, Body<InvitationLink> body, DeclineInvitation decline, CancellationToken ct) =>
        (await decline.RunAsync(caller, body.Value, ct)).ToAnswer(_ => new Answer<string[]>("Invitation declined.", []));
}
