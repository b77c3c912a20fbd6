using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Merchants.Overview;

/// <summary>The overview of a shop: the funnel of a period, and what needs a person.</summary>
public sealed class OverviewTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new();

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public Task The_funnel_counts_the_period_and_the_shop_alone() => CheckFunnelAsync(_platform);

    [Fact]
    public async Task What_needs_a_person_is_counted()
    {
        Assert.Equal("0,0,0,0,False", await AttentionAsync(Aurora));
        await Aurora.InviteQuietlyAsync("bounced@example.com");
        await _platform.AsAsync(Aurora, async db =>
        {
            await db.Invitations.ExecuteUpdateAsync(set => set.SetProperty(row => row.Delivery, InvitationDelivery.Bounced));
            db.MailDomains.Add(new()
            {
                MerchantId = Aurora.Id,
                Domain = "aurora.example",
                Selector = "a",
                PrivateKey = "",
                NextSelector = "b",
                NextPrivateKey = "",
                VerifiedAt = _platform.Clock.Now,
            });
            return await db.SaveChangesAsync();
        });
        var hook = await Aurora.NewWebhookAsync("http://127.0.0.1:9/hook");
        await _platform.AsAsync(
            Aurora, db => db.Webhooks.Where(row => row.Id == hook.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.FailingSince, _platform.Clock.Now)));
        var batch = await Aurora.BulkAsync(["a@example.com"]);
        await Aurora.MerchantApi.PostAsync("customers/invite/bulk/pause", new { batch_id = batch });

        Assert.Equal("1,1,1,0,True", await AttentionAsync(Aurora));
        Assert.Equal("0,0,0,0,False", await AttentionAsync(_platform.Birch));
    }

    /// <summary>Two invitations before the period and four within it, in every state; a neighbour has one.</summary>
    internal static async Task CheckFunnelAsync(TestPlatform platform)
    {
        var aurora = platform.Aurora;
        await aurora.InviteAsync("before-1@example.com");
        await platform.Birch.InviteAsync("neighbour@example.com");
        await aurora.CustomerAsync("before-2@example.com");
        platform.Clock.Turn(TimeSpan.FromDays(1));
        var from = platform.Clock.Now;
        await aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "quiet@example.com", send_email = false });
        await aurora.InviteAsync("sent@example.com");
        var opened = await aurora.InviteAsync("opened@example.com");
        await aurora.NewBrowser().OpenAsync(opened.Address.PathAndQuery);
        var accepted = await aurora.InviteAsync("accepted@example.com");
        await aurora.NewBrowser().OpenAsync(accepted.Address.PathAndQuery);
        await aurora.Door("API").AcceptAsync(accepted, Shop.GoodPassword);
        platform.Clock.Turn(TimeSpan.FromDays(1));
        var to = platform.Clock.Now;
        await aurora.InviteAsync("after@example.com");

        Assert.Equal("4,3,2,1", await FunnelAsync(aurora, new { from, to }));
        Assert.Equal("7,6,2,2", await FunnelAsync(aurora, new { }));
        Assert.Equal("2,2,0,1", await FunnelAsync(aurora, new { to = from }));
        Assert.Equal("0,0,0,0", await FunnelAsync(aurora, new { from = to.AddDays(1), to = to.AddDays(2) }));
        Assert.Equal("1,1,0,0", await FunnelAsync(platform.Birch, new { }));
        Assert.NotNull((await aurora.MerchantApi.PostAsync("shop/overview/get", new { from = to, to = from })).Error("to"));
    }

    private static async Task<string> FunnelAsync(Shop shop, object period)
    {
        var funnel = (await shop.MerchantApi.PostAsync("shop/overview/get", period)).Data.GetProperty("overview").GetProperty("funnel");
        return string.Join(',', ((string[])["invited", "delivered", "opened", "accepted"]).Select(name => funnel.GetProperty(name).GetInt32()));
    }

    private static async Task<string> AttentionAsync(Shop shop)
    {
        var attention = (await shop.MerchantApi.PostAsync("shop/overview/get")).Data.GetProperty("overview").GetProperty("attention");
        return string.Join(
            ',', ((string[])["bounced_invitations", "failing_webhooks", "paused_batches", "stopped_groups"])
                .Select(name => $"{attention.GetProperty(name).GetInt32()}").Append($"{attention.GetProperty("signs_mails").GetBoolean()}"));
    }
}
