using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>What a merchant's program is answered about the shop itself and its tokens.</summary>
public sealed partial class Recording
{
    private async Task ManageShopAsync()
    {
        const string create = "tokens/create", shop = "shop/update", brand = "shop/brand/update";
        var created = await KeepAsync(create, Aurora.MerchantApi.PostAsync(create, new { name, abilities = "orders.read", per_minute = 7 }));
        await KeepAsync(create, Aurora.MerchantApi.PostAsync(create, new { name, abilities = "nothing" }));
        await KeepAsync(create, Aurora.MerchantApi.PostAsync(create, new { name, abilities = "customers.import_passwords" }));
        await KeepAsync("tokens/all", Aurora.MerchantApi.PostAsync("tokens/all", new { per_page = 2 }));
        await KeepAsync("tokens/all", Aurora.MerchantApi.PostAsync("tokens/all", new { per_page = 0 }));
        var token = new { token_id = created.Data.GetProperty("token").GetProperty("id").GetInt64() };
        foreach (var path in new[] { "tokens/rotate", "tokens/revoke" })
        {
            await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, token));
            await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { token_id = 987654321 }));
            await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { }));
        }

        await KeepAsync("shop/get", Aurora.MerchantApi.PostAsync("shop/get"));
        await KeepAsync(shop, Aurora.MerchantApi.PostAsync(shop, new { imprint_url = "https://aurora.example/imprint" }));
        await KeepAsync(shop, Aurora.MerchantApi.PostAsync(shop, new { welcome = "Hello", version = "another" }));
        await KeepAsync(shop, Aurora.MerchantApi.PostAsync(shop, new { help_url = "http://aurora.example" }));
        await KeepAsync("shop/brand/get", Aurora.MerchantApi.PostAsync("shop/brand/get"));
        await KeepAsync("shop/brand/preview", Aurora.MerchantApi.PostAsync("shop/brand/preview", new { primary = "#fff" }));
        await KeepAsync(brand, Aurora.MerchantApi.PostAsync(brand, new { logo = Convert.ToBase64String(Pictures.Png(64, 32)) }));
        await KeepAsync(brand, Aurora.MerchantApi.PostAsync(brand, new { logo = "" }));
        await KeepAsync(brand, Aurora.MerchantApi.PostAsync(brand, new { tagline = "Hello", version = "another" }));
        await KeepAsync(brand, Aurora.MerchantApi.PostAsync(brand, new { primary = "red", logo = "no picture" }));
        await KeepAsync("shop/overview/get", Aurora.MerchantApi.PostAsync("shop/overview/get"));
        await KeepAsync("customers/invitations/counts", Aurora.MerchantApi.PostAsync("customers/invitations/counts"));
    }
}
