using System.Net;
using Storefront.Tests.Features.Merchants.Overview;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Merchants;

/// <summary>The shop itself on PostgreSQL: the same overview, settings, brand and tokens.</summary>
public sealed class PostgresMerchantTests(PostgresPlatform postgres) : IClassFixture<PostgresPlatform>
{
    private Shop Aurora => postgres.Platform.Aurora;

    [RequiresProgramFact("initdb", asRoot: false)]
    public Task The_funnel_counts_as_on_SQLite() => OverviewTests.CheckFunnelAsync(postgres.Platform);

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Settings_brand_and_tokens_are_changed_as_on_SQLite()
    {
        var shop = (await Aurora.MerchantApi.PostAsync("shop/update", new { welcome = "Hello", shop_url = "https://aurora.example" })).Data
            .GetProperty("shop");
        var late = await Aurora.MerchantApi.PostAsync("shop/update", new { welcome = "Late", version = "another" });
        var brand = await Aurora.MerchantApi.PostAsync("shop/brand/update", new { logo = Convert.ToBase64String(Pictures.Png(64, 64)) });
        await Aurora.MerchantApi.PostAsync("shop/brand/update", new { logo = Convert.ToBase64String(Pictures.Png(64, 32)) });
        var token = (await Aurora.MerchantApi.PostAsync("tokens/create", new { name = "ERP", abilities = "orders.read" })).Data.GetProperty("token");
        var named = new { token_id = token.GetProperty("id").GetInt64() };
        var rotated = await Aurora.MerchantApi.PostAsync("tokens/rotate", named);

        Assert.Equal(("Hello", HttpStatusCode.Conflict), (shop.GetProperty("welcome").GetString(), late.Status));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Created), (brand.Status, rotated.Status));
        Assert.Equal(1, await Aurora.CountAsync(db => db.BrandLogos));
        Assert.Equal(HttpStatusCode.OK, (await Aurora.MerchantApi.PostAsync("tokens/revoke", named)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Aurora.Api(token.GetProperty("secret").GetString()).PostAsync("tokens/self")).Status);
    }
}
