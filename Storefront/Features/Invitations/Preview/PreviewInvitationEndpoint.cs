using Storefront.Features.Invitations.Invite;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Invitations.Preview;

internal static class PreviewInvitationEndpoint
{
    public static void MapPreviewInvitation(this RouteGroupBuilder api) =>
        api.MapPost("/customers/invite/preview", HandleAsync)
            .ForMerchants(PreviewInvitation.Needs)
            .Takes<InviteCustomerRequest>()
            .Requires("email")
            .WithName("PreviewInvitation")
            .WithSummary("The mail that an invitation would send; nothing is stored or sent")
            .Produces<Answer<InvitationPreviewData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(
        Caller caller, Body<InviteCustomerRequest> body, PreviewInvitation preview, CancellationToken ct) =>
        (await preview.RunAsync(caller, body.Value, ct)).ToAnswer(mail => new Answer<InvitationPreviewData>("Preview.", mail));
}
