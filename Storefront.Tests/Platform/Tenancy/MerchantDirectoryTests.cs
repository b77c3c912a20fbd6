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
        await platform.Aurora.InviteAsync("invited@example.com");
        var invitation = await platform.AsAsync(platform.Aurora, db => db.Invitations.Select(row => row.Id).SingleAsync());
        await platform.AsAsync(platform.Aurora, db => db.MerchantHosts.Where(host => host.MerchantId == 1).ExecuteDeleteAsync());
        await Task.Delay(Fresh);
        using var http = platform.Client("localhost", platform.Aurora.Token);
        var api = new ApiClient(http, 1);

        foreach (var (path, body) in new (string, object)[]
        {
            (Requests.Invite, new { email = "hostless@example.com" }),
            ("customers/invite/preview", new { email = "hostless@example.com" }),
            ("customers/invite/bulk", new { customers = new[] { new { email = "hostless@example.com" } } }),
            ("customers/invitations/resend", new { invitation_id = invitation }),
            ("customers/invitations/correct", new { invitation_id = invitation, email = "hostless@example.com" }),
            ("customers/invitations/remind", new { }),
        })
        {
            var answer = await platform.UnchangedAsync(() => api.PostAsync(path, body));
            WireForm.AssertError(answer, HttpStatusCode.Conflict);
            Assert.Equal((path, "merchant.no_host"), (path, answer.Code));
        }
    }
}
