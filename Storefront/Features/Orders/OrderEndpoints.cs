using Storefront.Features.Orders.Browse;
using Storefront.Features.Orders.Read;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Orders;

internal static class OrderEndpoints
{
    private const string ListPath = "/customer/orders/list";

    public static void MapListOrders(this RouteGroupBuilder api) =>
        api.MapPost(ListPath, ListAsync)
            .ForCustomers()
            .Takes<ListOrdersRequest>()
            .WithName("ListOrders")
            .WithSummary("List the signed-in customer's orders")
            .Produces<Answer<Paginator<OrderSummary>>>();

    public static void MapReadOrder(this RouteGroupBuilder api) =>
        api.MapPost("/customer/orders/get", ReadAsync)
            .ForCustomers()
            .Takes<ReadOrderRequest>()
            .Requires("order_id")
            .WithName("ReadOrder")
            .WithSummary("Get one of the signed-in customer's orders")
            .Produces<Answer<OrderData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);

    private static async Task<IResult> ListAsync(Caller caller, Body<ListOrdersRequest> body, ListOrders list, CancellationToken ct) =>
        (await list.RunAsync(caller, body.Value, ct)).ToAnswer(page => new Answer<Paginator<OrderSummary>>(
            "Orders.", Paginator<OrderSummary>.Of(
                new([.. page.Rows.Select(OrderSummary.Of)], page.Number, page.Size, page.Total), ApiKernel.BasePath + ListPath)));

    private static async Task<IResult> ReadAsync(Caller caller, Body<ReadOrderRequest> body, ReadOrder read, CancellationToken ct) =>
        (await read.RunAsync(caller, body.Value, ct)).ToAnswer(order => new Answer<OrderData>("Order.", new(OrderDetail.Of(order))));
}
