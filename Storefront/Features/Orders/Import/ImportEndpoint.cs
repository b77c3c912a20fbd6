using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Orders.Import;

internal static class ImportEndpoint
{
    private const int LargestBody = 8 * 1024 * 1024;

    public static void MapImportOrders(this RouteGroupBuilder api) =>
        api.MapPost("/orders/import", HandleAsync)
            .ForMerchants(ImportOrders.Needs)
            .Takes<ImportOrdersRequest>(LargestBody)
            .WithName("ImportOrders")
            .WithSummary("Make or change up to 1000 orders by their numbers")
            .Produces<Answer<ImportData>>();

    private static async Task<IResult> HandleAsync(Caller caller, Body<ImportOrdersRequest> body, ImportOrders import, CancellationToken ct) =>
        (await import.RunAsync(caller, body.Value, ct))
            .ToAnswer(results => new Answer<ImportData>("Orders imported.", new([.. results.Select(ImportedOrderResult.Of)])));
}

/// <summary>The result of each order, in the order of the request.</summary>
public sealed record ImportData(IReadOnlyList<ImportedOrderResult> Results);

/// <summary>The result of one order; the errors of a refused one have dotted names such as <c>lines.0.total</c>.</summary>
public sealed record ImportedOrderResult(
    int Index, string? OrderNumber, long? OrderId, ImportOutcome Status, IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors)
{
    public static ImportedOrderResult Of(ImportResult result) => new(result.Index, result.OrderNumber, result.OrderId, result.Outcome,
        result.Refusal?.Errors.ToDictionary(error => error.Key, error => (IReadOnlyList<string>)[error.Value.English]));
}
