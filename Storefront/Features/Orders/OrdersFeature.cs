using Storefront.Features.Orders.Browse;
using Storefront.Features.Orders.Import;
using Storefront.Features.Orders.Read;
using Storefront.Platform.Identity;

namespace Storefront.Features.Orders;

/// <summary>Registers and maps the order feature.</summary>
public static class OrdersFeature
{
    public static IServiceCollection AddOrders(this IServiceCollection services) => services
        .AddScoped<CustomerTotals>()
        .AddScoped<IVerifiedEmailHandler, GuestOrderLinker>()
        .AddScoped<ImportOrders>()
        .AddScoped<ImportOrdersTransaction>()
        .AddScoped<ListShopOrders>()
        .AddScoped<ReadShopOrder>()
        .AddScoped<ListOrders>()
        .AddScoped<ReadOrder>();

    public static void MapOrders(this RouteGroupBuilder api)
    {
        api.MapListOrders();
        api.MapReadOrder();
        api.MapImportOrders();
        api.MapListShopOrders();
        api.MapReadShopOrder();
    }
}
