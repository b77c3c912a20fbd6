using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Webhooks;

namespace Storefront.Tests.Support;

/// <summary>What a merchant does about webhooks, and what the dispatcher does.</summary>
public static class WebhookScene
{
    /// <summary>Creates a webhook and returns its number and its secret.</summary>
    public static async Task<(long Id, string Secret)> NewWebhookAsync(this Shop shop, string url, params string[] events)
    {
        var created = await shop.MerchantApi.PostAsync("webhooks/create", new { url, events = events.Length == 0 ? ["*"] : events });
        Assert.True(created.Status == HttpStatusCode.Created, created.Text);
        var hook = created.Data.GetProperty("webhook");
        return (hook.GetProperty("id").GetInt64(), hook.GetProperty("secret").GetString()!);
    }

    /// <summary>Sends every due delivery and returns how many had a turn.</summary>
    public static async Task<int> SendWebhooksAsync(this TestPlatform platform)
    {
        var total = 0;
        for (var sent = 1; sent > 0; total += sent)
        {
            sent = await platform.Services.GetRequiredService<WebhookDispatcher>().SendDueAsync(default);
        }

        return total;
    }

    /// <summary>Invites an address without a mail, and returns the customer's number.</summary>
    public static async Task<long> InviteQuietlyAsync(this Shop shop, string email)
    {
        var invited = await shop.MerchantApi.PostAsync("customers/invite", new { email, send_email = false });
        Assert.True(invited.Status == HttpStatusCode.Created, invited.Text);
        return invited.Data.GetProperty("customer").GetProperty("id").GetInt64();
    }

    /// <summary>Every delivery of the merchant, oldest first.</summary>
    public static Task<List<WebhookDelivery>> DeliveriesAsync(this Shop shop) =>
        shop.Platform.AsAsync(shop, db => db.WebhookDeliveries.AsNoTracking().OrderBy(row => row.Id).ToListAsync());

    public static Task<Webhook> WebhookAsync(this Shop shop, long id) =>
        shop.Platform.AsAsync(shop, db => db.Webhooks.AsNoTracking().SingleAsync(row => row.Id == id));

    /// <summary>Sets the clock to the machine's time, as those who verify messages expect.</summary>
    public static void SetToday(this TestPlatform platform) => platform.Clock.Turn(TimeProvider.System.GetUtcNow() - platform.Clock.Now);
}
