using Storefront.Features.Orders.Read;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Orders.Import;

/// <summary>Imports orders of another system: creates them, or changes those with the same number, and links them to customers with a
/// verified address.</summary>
/// <remarks>Fifty are written at a time, so that other writers get their turn. An order with a problem never stops the others. Sending the
/// same order again changes nothing.</remarks>
public sealed class ImportOrders(StorefrontDb db, ImportOrdersTransaction transaction, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.WriteOrders;

    public const int Most = 1000;
    private const int Step = 50;
    private const int Tries = 3;

    public async Task<Result<IReadOnlyList<ImportResult>>> RunAsync(Caller caller, ImportOrdersRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (request.Orders is { Count: 0 or > Most })
        {
            return OrderErrors.TooMany;
        }

        var orders = request.Orders ?? [request];
        var results = new ImportResult[orders.Count];
        var valid = new List<(int Index, ValidatedOrder Order)>();
        foreach (var (index, given) in orders.Index())
        {
            if (ValidatedOrder.Check(given ?? new(), caller.Merchant, clock.GetUtcNow(), out var order) is not { } unfit)
            {
                valid.Add((index, order));
                continue;
            }

            // For a single order the answer itself is the refusal.
            if (request.Orders is null)
            {
                return unfit;
            }

            results[index] = new(index, given?.OrderNumber, null, ImportOutcome.Refused, unfit);
        }

        foreach (var step in valid.Chunk(Step))
        {
            var imported = await ImportAsync([.. step.Select(row => row.Order)], ct);
            if (imported.Refusal is { } refusal)
            {
                return refusal;
            }

            foreach (var ((index, order), (id, outcome)) in step.Zip(imported.Value))
            {
                results[index] = new(index, order.Order.OrderNumber, id, outcome, null);
            }
        }

        return results;
    }

    // Another import may have created an order with this number meanwhile; the next attempt finds it.
    private async Task<Result<IReadOnlyList<(long Id, ImportOutcome Outcome)>>> ImportAsync(
        IReadOnlyList<ValidatedOrder> orders, CancellationToken ct)
    {
        for (var tried = 1; ; tried++)
        {
            db.ChangeTracker.Clear();
            var imported = await db.InTransactionAsync(() => transaction.RunAsync(orders, ct), ct);
            if (!imported.IsRefused || tried == Tries)
            {
                return imported;
            }
        }
    }
}

/// <summary>The result of one order.</summary>
public sealed record ImportResult(int Index, string? OrderNumber, long? OrderId, ImportOutcome Outcome, Refusal? Refusal);

/// <summary>The words for the result of an order.</summary>
public enum ImportOutcome
{
    Created,
    Updated,
    Unchanged,
    Refused,
}
