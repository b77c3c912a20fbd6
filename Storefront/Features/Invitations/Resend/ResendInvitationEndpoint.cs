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
            .WithSummary("Mail a pending customer a fresh link")
            .Produces<Answer<ResentData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(Caller caller, Body<ResendInvitationRequest> body, ResendInvitation resend, CancellationToken ct) =>
        (await resend.RunAsync(caller, body.Value, ct)).ToAnswer(invitation => new Answer<ResentData>(
            "Invitation email sent.", new(CustomerSummary.Of(invitation.Customer), new(invitation.Id, "pending", invitation.Token.ExpiresAt))));
}

/// <summary>The customer and the mailed invitation.</summary>
public sealed record ResentData(CustomerSummary Customer, InvitationSummary Invitation);

/// <summary>An invitation without its link.</summary>
public sealed record InvitationSummary(long Id, string State, DateTimeOffset ExpiresAt);
