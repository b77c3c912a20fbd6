using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Invitations.Remind;

internal static class RemindInvitationsEndpoint
{
    public static void MapRemindInvitations(this RouteGroupBuilder api) =>
        api.MapPost("/customers/invitations/remind", HandleAsync)
            .ForMerchants(RemindInvitations.Needs)
            .Takes<RemindInvitationsRequest>()
            .WithName("RemindInvitations")
            .WithSummary("Mail again whoever was invited and has not come")
            .Produces<Answer<BatchData>>(StatusCodes.Status202Accepted)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(
        Caller caller, Body<RemindInvitationsRequest> body, RemindInvitations remind, CancellationToken ct) =>
        (await remind.RunAsync(caller, body.Value, ct)).ToAnswer(
            batch => new Answer<BatchData>("Reminders queued.", new(new(batch.Id, batch.Status, batch.Total))), StatusCodes.Status202Accepted);
}

/// <summary>Answers that hold a batch.</summary>
public sealed record BatchData(BatchSummary Batch);

/// <summary>A batch as merchants see it begin.</summary>
public sealed record BatchSummary(long Id, InvitationBatchStatus Status, int Total);
