using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Orders.Read;

/// <summary>Returns one of the signed-in customer's orders; somebody else's is as unknown as a missing one.</summary>
public sealed class ReadOrder(StorefrontDb db)
{
    public async Task<Result<Order>> RunAsync(Caller caller, ReadOrderRequest request, CancellationToken ct)
    {
        if (caller.Customer is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        if (request.OrderId is null)
        {
            return OrderErrors.NamesNone;
        }

        var order = await db.Orders.AsNoTracking().Include(row => row.Lines)
            .FirstOrDefaultAsync(row => row.Id == request.OrderId && row.CustomerId == customer.Id, ct);
        return order is null ? OrderErrors.NotFound : order;
    }
}

/// <summary>Which order.</summary>
public sealed class ReadOrderRequest
{
    public long? OrderId { get; init; }
}

/// <summary>Refusals of the order feature.</summary>
public static class OrderErrors
{
    public static readonly Refusal NamesNone = Refusal.Invalid("order_id", "order.required", "Name the order by its number.");
    public static readonly Refusal TooMany = Refusal.Invalid("orders", "order.count", new Sentence("Send between 1 and {0} orders.", 1000));
    public static readonly Refusal ImportedAtOnce = new(
        RefusalKind.Conflict, "order.imported_at_once", "These orders are being imported by another request. Send them again.");
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "order.not_found", "There is no such order.");
}
