using Storefront.Features.Invitations.Import;
using Storefront.Features.Invitations.Remind;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Invitations.Bulk;

internal static class BulkEndpoints
{
    private const string Path = "/customers/invite/bulk";

    public static void MapBulk(this RouteGroupBuilder api)
    {
        api.MapPost(Path, InviteAsync)
            .ForMerchants(InviteInBulk.Needs)
            .Takes<BulkInviteRequest>(InspectImportEndpoint.LargestFile)
            .TakesFile<BulkInviteRequest>(InspectImportEndpoint.LargestFile)
            .WithName("InviteInBulk")
            .WithSummary("Invite up to 10 000 customers: a list, or a CSV file with the options in the query")
            .Produces<Answer<BatchData>>(StatusCodes.Status202Accepted)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);
        api.MapPost(Path + "/all", ListAsync)
            .ForMerchants(ListBatches.Needs)
            .Takes<ListBatchesRequest>()
            .WithName("ListBatches")
            .WithSummary("Batches of invitations, newest first")
            .Produces<Answer<Paginator<BatchView>>>();
        api.MapPost(Path + "/get", ReadAsync)
            .ForMerchants(ReadBatch.Needs)
            .Takes<BatchRequest>()
            .Requires("batch_id")
            .WithName("ReadBatch")
            .WithSummary("How far a batch is, and what became of its mails")
            .Produces<Answer<BatchViewData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);
        api.MapPost(Path + "/rows", RowsAsync)
            .ForMerchants(ListBatchRows.Needs)
            .Takes<ListBatchRowsRequest>()
            .Requires("batch_id")
            .WithName("ListBatchRows")
            .WithSummary("What became of each row; the whole as a file with Accept: text/csv")
            .Produces<Answer<Paginator<BatchRowView>>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);
        api.MapControl("/pause", BatchCommand.Pause, "Hold the mails of a batch back until it is resumed");
        api.MapControl("/resume", BatchCommand.Resume, "Let a paused batch, and the groups it stopped for, go on");
        api.MapControl("/cancel", BatchCommand.Cancel, "End a batch and withdraw every invitation whose mail has not left");
        api.MapPost(Path + "/test", TestAsync)
            .ForMerchants(MailBatchTest.Needs)
            .Takes<BatchRequest>()
            .Requires("batch_id")
            .WithName("MailBatchTest")
            .WithSummary("Mail the invitation of a batch to the shop's own address")
            .Produces<Answer<TestMailData>>(StatusCodes.Status202Accepted)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);
    }

    private static void MapControl(this RouteGroupBuilder api, string name, BatchCommand command, string summary) =>
        api.MapPost(Path + name, async (Caller caller, Body<BatchRequest> body, ControlBatch control, CancellationToken ct) =>
                (await control.RunAsync(caller, body.Value, command, ct)).ToAnswer(Found))
            .ForMerchants(ControlBatch.Needs)
            .Takes<BatchRequest>()
            .Requires("batch_id")
            .WithName($"{command}Batch")
            .WithSummary(summary)
            .Produces<Answer<BatchViewData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);

    private static async Task<IResult> InviteAsync(
        Caller caller, Body<BulkInviteRequest> body, Upload upload, InviteInBulk invite, CancellationToken ct) =>
        (await invite.RunAsync(caller, body.Value, upload, ct)).ToAnswer(
            batch => new Answer<BatchData>("Batch queued.", new(new(batch.Id, batch.Status, batch.Total))), StatusCodes.Status202Accepted);

    private static async Task<IResult> ListAsync(Caller caller, Body<ListBatchesRequest> body, ListBatches list, CancellationToken ct) =>
        (await list.RunAsync(caller, body.Value, ct)).ToAnswer(page => new Answer<Paginator<BatchView>>(
            "Batches.", Paginator<BatchView>.Of(page, $"{ApiKernel.BasePath}{Path}/all")));

    private static async Task<IResult> ReadAsync(Caller caller, Body<BatchRequest> body, ReadBatch read, CancellationToken ct) =>
        (await read.RunAsync(caller, body.Value, ct)).ToAnswer(Found);

    private static async Task<IResult> RowsAsync(
        HttpRequest http, Caller caller, Body<ListBatchRowsRequest> body, ListBatchRows list, CancellationToken ct)
    {
        if (!http.Headers.Accept.ToString().Contains(ApiFileType.Csv, StringComparison.OrdinalIgnoreCase))
        {
            return (await list.RunAsync(caller, body.Value, ct)).ToAnswer(page => new Answer<Paginator<BatchRowView>>(
                "Rows.", Paginator<BatchRowView>.Of(page, $"{ApiKernel.BasePath}{Path}/rows")));
        }

        var whole = await list.RunWholeAsync(caller, body.Value, ct);
        return whole.Refusal is { } refusal ? refusal.ToAnswer()
            : Microsoft.AspNetCore.Http.Results.Text(BatchRowsFile.Write(whole.Value.Rows), ApiFileType.Csv, System.Text.Encoding.UTF8);
    }

    private static async Task<IResult> TestAsync(Caller caller, Body<BatchRequest> body, MailBatchTest test, CancellationToken ct) =>
        (await test.RunAsync(caller, body.Value, ct)).ToAnswer(
            recipient => new Answer<TestMailData>("Test mail queued.", new(recipient)), StatusCodes.Status202Accepted);

    private static Answer<BatchViewData> Found(BatchView batch) => new("Batch.", new(batch));
}

/// <summary>An answer with a batch.</summary>
public sealed record BatchViewData(BatchView Batch);

/// <summary>Where the test mail goes: the merchant's own address.</summary>
public sealed record TestMailData(string Recipient);
