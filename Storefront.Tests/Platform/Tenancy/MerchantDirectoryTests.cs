using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Tenancy;

/// <summary>What is cached about merchants is never older than three seconds.</summary>
public sealed class MerchantDirectoryTests
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task A_new_name_and_a_new_host_take_effect_in_time()
    {
        await using var platform = new TestPlatform();
        Assert.Contains("Aurora Coffee", (await platform.Aurora.NewBrowser().GetAsync("/")).Text, StringComparison.Ordinal);
        var before = new Browser(platform.Client("moved.localhost"));
        Assert.Equal(HttpStatusCode.NotFound, (await before.GetAsync("/")).Status);

        await platform.AsAsync(platform.Aurora, async db =>
        {
            await db.Merchants.Where(merchant => merchant.Id == 1)
                .ExecuteUpdateAsync(set => set.SetProperty(merchant => merchant.Name, "Aurora Roasters"));
            return await db.MerchantHosts.Where(host => host.MerchantId == 1)
                .ExecuteUpdateAsync(set => set.SetProperty(host => host.Host, "moved.localhost"));
        });
        await Task.Delay(Fresh);

        Assert.Contains("Aurora Roasters", (await before.GetAsync("/")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await platform.Aurora.NewBrowser().GetAsync("/")).Status);
        Assert.Contains("Birch", (await platform.Birch.NewBrowser().GetAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_merchant_without_a_host_mails_no_link_and_stores_nothing()
    {
        await using var platform = new TestPlatform();
        await platform.AsAsync(platform.Aurora, db => db.MerchantHosts.Where(host => host.MerchantId == 1).ExecuteDeleteAsync());
        await Task.Delay(Fresh);
        using var http = platform.Client("localhost", platform.Aurora.Token);

        var answer = await new ApiClient(http, 1).PostAsync(Requests.Invite, new { email = "hostless@example.com" });

        WireForm.AssertError(answer, HttpStatusCode.Conflict);
        Assert.Equal("merchant.no_host", answer.Code);
        Assert.Equal(0, await platform.Aurora.CountAsync(db => db.Customers));
    }
}
