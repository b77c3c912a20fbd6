using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>What a merchant's program is answered about webhooks.</summary>
public sealed partial class Recording
{
    private async Task ManageWebhooksAsync()
    {
        const string create = "webhooks/create", update = "webhooks/update", deliveries = "webhooks/deliveries/";
        await using var receiver = await Receiver.StartAsync();
        var created = await KeepAsync(create, Aurora.MerchantApi.PostAsync(create, new { url = receiver.Url, events = "*", description = name }));
        await KeepAsync(create, Aurora.MerchantApi.PostAsync(create, new { url = "nowhere", events = "nothing" }));
        var hook = new { webhook_id = created.Data.GetProperty("webhook").GetProperty("id").GetInt64() };
        await KeepAsync("webhooks/all", Aurora.MerchantApi.PostAsync("webhooks/all", new { per_page = 2 }));
        await KeepAsync("webhooks/all", Aurora.MerchantApi.PostAsync("webhooks/all", new { per_page = 0 }));
        await Aurora.InviteQuietlyAsync($"{name}-hooked@example.com");
        await platform.SendWebhooksAsync();
        var all = await KeepAsync(deliveries + "all", Aurora.MerchantApi.PostAsync(deliveries + "all", hook));
        await KeepAsync(deliveries + "all", Aurora.MerchantApi.PostAsync(deliveries + "all", new { status = "nonsense" }));
        var delivery = new { delivery_id = all.Data.GetProperty("data")[0].GetProperty("id").GetInt64() };
        foreach (var path in new[] { deliveries + "get", deliveries + "retry" })
        {
            await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, delivery));
            await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { delivery_id = 987654321 }));
            await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { }));
        }

        var since = platform.Clock.Now.AddDays(-1);
        await KeepAsync(deliveries + "recover", Aurora.MerchantApi.PostAsync(deliveries + "recover", new { hook.webhook_id, since }));
        await KeepAsync(deliveries + "recover", Aurora.MerchantApi.PostAsync(deliveries + "recover", new { webhook_id = 987654321, since }));
        await KeepAsync(deliveries + "recover", Aurora.MerchantApi.PostAsync(deliveries + "recover", new { }));
        await KeepAsync(update, Aurora.MerchantApi.PostAsync(update, new { hook.webhook_id, status = "nonsense" }));
        foreach (var path in new[] { "webhooks/get", "webhooks/test", update, "webhooks/rotate-secret", "webhooks/delete" })
        {
            await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, hook));
            await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { webhook_id = 987654321 }));
            await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { }));
        }
    }
}
