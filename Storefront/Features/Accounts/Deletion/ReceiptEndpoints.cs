using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Accounts.Deletion;

internal static class ReceiptEndpoints
{
    private const string ListPath = "/customers/deletions/all";

    public static void MapListDeletions(this RouteGroupBuilder api) =>
        api.MapPost(ListPath, ListAsync)
            .ForMerchants(ListDeletions.Needs)
            .Takes<ListDeletionsRequest>()
            .WithName("ListDeletions")
            .WithSummary("List the receipts of deleted accounts, without names")
            .Produces<Answer<Paginator<DeletionReceiptSummary>>>();

    public static void MapReadDeletion(this RouteGroupBuilder api) =>
        api.MapPost("/customers/deletions/get", ReadAsync)
            .ForMerchants(ReadMerchantDeletion.Needs)
            .Takes<ReadDeletionRequest>()
            .Requires("receipt_id")
            .WithName("ReadDeletion")
            .WithSummary("Get the receipt of one deleted account, without a name, and which webhooks confirmed it")
            .Produces<Answer<ToldReceiptData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);

    private static async Task<IResult> ListAsync(Caller caller, Body<ListDeletionsRequest> body, ListDeletions list, CancellationToken ct) =>
        (await list.RunAsync(caller, body.Value, ct)).ToAnswer(page => new Answer<Paginator<DeletionReceiptSummary>>(
            "Deletions.", Paginator<DeletionReceiptSummary>.Of(
                new([.. page.Rows.Select(DeletionReceiptSummary.Of)], page.Number, page.Size, page.Total), ApiKernel.BasePath + ListPath)));

    private static async Task<IResult> ReadAsync(Caller caller, Body<ReadDeletionRequest> body, ReadMerchantDeletion read, CancellationToken ct) =>
        (await read.RunAsync(caller, body.Value, ct))
            .ToAnswer(told => new Answer<ToldReceiptData>("Deletion receipt.", new(DeletionReceiptSummary.Of(told.Receipt), told.Receivers)));
}

/// <summary>The receipt of an earlier deletion, and the receivers of <c>customer.deleted</c> that confirmed it, or not.</summary>
public sealed record ToldReceiptData(DeletionReceiptSummary Receipt, IReadOnlyList<DeletionReceiver> Receivers);

/// <summary>The data of a receipt's answer.</summary>
public sealed record ReceiptData(DeletionReceiptSummary Receipt);
