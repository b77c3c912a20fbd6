using Storefront.Features.Orders.Browse;
using Storefront.Features.Orders.Read;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Orders;

/// <summary>Maps the merchant API for orders.</summary>
internal static class ShopOrderEndpoints
{
    private const string ListPath = "/orders/all";

    public static void MapListShopOrders(this RouteGroupBuilder api) =>
        api.MapPost(ListPath, ListAsync)
            .ForMerchants(ListShopOrders.Needs)
            .Takes<ListShopOrdersRequest>()
            .WithName("ListShopOrders")
            .WithSummary("The shop's orders")
            .Produces<Answer<Paginator<ShopOrderSummary>>>();

    public static void MapReadShopOrder(this RouteGroupBuilder api) =>
        api.MapPost("/orders/get", ReadAsync)
            .ForMerchants(ReadShopOrder.Needs)
            .Takes<ReadOrderRequest>()
            .Requires("order_id")
            .WithName("ReadShopOrder")
            .WithSummary("One of the shop's orders; who bought it is not told once that person was erased")
            .Produces<Answer<ShopOrderData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);

    private static async Task<IResult> ListAsync(Caller caller, Body<ListShopOrdersRequest> body, ListShopOrders list, CancellationToken ct) =>
        (await list.RunAsync(caller, body.Value, ct)).ToAnswer(page => new Answer<Paginator<ShopOrderSummary>>(
            "Orders.", Paginator<ShopOrderSummary>.Of(
                new([.. page.Rows.Select(ShopOrderSummary.Of)], page.Number, page.Size, page.Total), ApiKernel.BasePath + ListPath)));

    private static async Task<IResult> ReadAsync(Caller caller, Body<ReadOrderRequest> body, ReadShopOrder read, CancellationToken ct) =>
        (await read.RunAsync(caller, body.Value, ct)).ToAnswer(order => new Answer<ShopOrderData>("Order.", new(ShopOrder.Of(order))));
}

/// <summary>The data of an order's answer to a merchant.</summary>
public sealed record ShopOrderData(ShopOrder Order);

/// <summary>An order in a merchant's list; the buyer's address is null once the buyer is erased.</summary>
public sealed record ShopOrderSummary(
    long Id, string OrderNumber, string? InvoiceId, OrderStatus Status, PaymentStatus PaymentStatus, string Currency,
    decimal TotalAmount, DateTimeOffset CreatedAt, long? CustomerId, string? Email)
{
    public static ShopOrderSummary Of(Order order) =>
        new(order.Id, order.OrderNumber, order.InvoiceNumber, order.Status, order.PaymentStatus, order.Currency,
        Money.Major(order.TotalMinor, order.Currency), order.PlacedAt, order.CustomerId, order.IsOfSomebody ? order.BuyerEmail : null);
}

/// <summary>An order as a merchant sees it; the buyer is null once erased.</summary>
public sealed record ShopOrder(
    long Id, string OrderNumber, string? InvoiceId, string? InvoiceUrl, string? TrackingUrl, OrderStatus Status, PaymentStatus PaymentStatus,
    string Currency, decimal SubtotalAmount, decimal ShippingAmount, decimal TaxAmount, decimal TotalAmount, IReadOnlyList<OrderLineDetail> Lines,
    DateTimeOffset CreatedAt,
    long? CustomerId, string? Email, PostalAddress? Billing, PostalAddress? Shipping)
{
    public static ShopOrder Of(Order order)
    {
        var shown = OrderDetail.Of(order);
        var isOfSomebody = order.IsOfSomebody;
        return new(shown.Id, shown.OrderNumber, shown.InvoiceId, shown.InvoiceUrl, shown.TrackingUrl, shown.Status, shown.PaymentStatus,
            shown.Currency,
            shown.SubtotalAmount, shown.ShippingAmount, shown.TaxAmount, shown.TotalAmount, shown.Lines, shown.CreatedAt, order.CustomerId,
            isOfSomebody ? shown.Email : null, isOfSomebody ? shown.Billing : null, isOfSomebody ? shown.Shipping : null);
    }
}
