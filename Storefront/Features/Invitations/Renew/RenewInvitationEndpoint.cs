using Storefront.Features.Invitations.Accept;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Invitations.Renew;

internal static class RenewInvitationEndpoint
{
    public static void MapRenewInvitation(this RouteGroupBuilder api) =>
        api.MapPost("/customer/auth/invitation/renew", HandleAsync)
            .ForAnybody()
            .Takes<InvitationLink>()
            .Requires("email", "token")
            .WithName("RenewInvitation")
            .WithSummary("Replace an expired or superseded invitation link")
            .Produces<Answer<string[]>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status400BadRequest);

    private static async Task<IResult> HandleAsync(Caller caller, Body<InvitationLink> body, RenewInvitation renew, CancellationToken ct) =>
        (await renew.RunAsync(caller, body.Value, ct)).ToAnswer(_ => new Answer<string[]>("Invitation email sent.", []));
}
