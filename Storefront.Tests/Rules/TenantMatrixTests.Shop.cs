namespace Storefront.Tests.Rules;

/// <summary>The rows of the shop itself: its API, and its screens in the admin.</summary>
public sealed partial class TenantMatrixTests
{
    private const string CustomerScreen = "/admin/shops/{ShopId:long}/customers/{CustomerId:long}";

    private static IEnumerable<Row> OfShop =>
    [
        new("POST", Api + "tokens/all", Audience.Manager),
        new("POST", Api + "tokens/create", Audience.Manager, """{"name":"ERP","abilities":"orders.read"}"""),
        new("POST", Api + "tokens/rotate", Audience.Manager, """{"token_id":{leavingtoken}}""", OfShop1: true),
        new("POST", Api + "tokens/revoke", Audience.Manager, """{"token_id":{leavingtoken}}""", OfShop1: true),
        new("POST", Api + "shop/get", Audience.Manager),
        new("POST", Api + "shop/update", Audience.Manager),
        new("POST", Api + "shop/overview/get", Audience.Manager),
        new("POST", Api + "shop/brand/get", Audience.Manager),
        new("POST", Api + "shop/brand/preview", Audience.Manager),
        new("POST", Api + "shop/brand/update", Audience.Manager),
        .. ((string[])["overview", "bulk", "customers", "brand", "developers", "settings"]).SelectMany(Screen),
        new("GET", CustomerScreen, Audience.Staff, "/admin/shops/1/customers/{pending}"),
        new("POST", CustomerScreen, Audience.Staff, "/admin/shops/1/customers/{pending}" + Form),
    ];
}
