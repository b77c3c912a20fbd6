using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Orders.Read;

/// <summary>Returns one of the merchant's orders; another merchant's is as unknown as a missing one.</summary>
public sealed class ReadShopOrder(StorefrontDb db)
{
    public static readonly Ability Needs = Ability.ReadOrders;

    public async Task<Result<Order>> RunAsync(Caller caller, ReadOrderRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (request.OrderId is null)
        {
            return OrderErrors.NamesNone;
        }

        return await db.Orders.AsNoTracking().Include(row => row.Lines).FirstOrDefaultAsync(row => row.Id == request.OrderId, ct) is { } order
            ? order
            : OrderErrors.NotFound;
    }
}
