using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>What a merchant's program is answered about customers and orders.</summary>
public sealed partial class Recording
{
    private async Task ManageCustomersAsync()
    {
        const string import = "orders/import";
        var orders = new { orders = new object?[] { ImportedOrders.New($"{name}-1", "buyer@example.com"), null } };
        var imported = await KeepAsync(import, Aurora.MerchantApi.PostAsync(import, orders));
        await KeepAsync(import, Aurora.MerchantApi.PostAsync(import, new { }));
        await KeepAsync("orders/all", Aurora.MerchantApi.PostAsync("orders/all", new { per_page = 2 }));
        await KeepAsync("orders/all", Aurora.MerchantApi.PostAsync("orders/all", new { per_page = 0 }));
        await KeepAsync(
            "orders/get",
            Aurora.MerchantApi.PostAsync(
                "orders/get", new { order_id = imported.Data.GetProperty("results")[0].GetProperty("order_id").GetInt64() }));
        await KeepAsync("orders/get", Aurora.MerchantApi.PostAsync("orders/get", new { order_id = 987654321 }));
        await KeepAsync("orders/get", Aurora.MerchantApi.PostAsync("orders/get", new { }));
        await Aurora.InviteAsync($"{name}-managed@example.com");
        var customer = new { customer_id = (await Aurora.FindCustomerAsync($"{name}-managed@example.com"))!.Id };
        await KeepAsync("customers/all", Aurora.MerchantApi.PostAsync("customers/all", new { per_page = 2, sortKey = "total_spent" }));
        await KeepAsync("customers/all", Aurora.MerchantApi.PostAsync("customers/all", new { status = "nonsense" }));
        await KeepAsync("customers/list", Aurora.MerchantApi.PostAsync("customers/list", new { search_query = name }));
        await KeepAsync(
            "customers/update",
            Aurora.MerchantApi.PostAsync("customers/update", new { customer.customer_id, external_id = "7", metadata = new { a = "1" } }));
        foreach (var path in new[] { "customers/get", "customers/history/get", "customers/deletion-preview", "customers/update", "customers/delete" })
        {
            await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, customer));
            await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { customer_id = 987654321 }));
            await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { }));
        }
    }
}
