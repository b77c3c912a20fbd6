using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Webhooks.Pause;

/// <summary>Mails the merchant's own address that a webhook is paused, if the budget allows it.</summary>
public sealed class WebhookPauseMailer(MailBudgets budgets, MailOutbox outbox) : IWebhookPauseNotifier
{
    public async Task NotifyAsync(Merchant merchant, Webhook hook, CancellationToken ct)
    {
        if (EmailAddress.Check(merchant.SupportAddress, out var address) is null
            && await budgets.TakeToMerchantAsync(address, ct) is { IsRefused: false, Value: var allowance })
        {
            outbox.Add(
                allowance, merchant.Language, new WebhookPausedMail(WebhookUrl.HostOf(new Uri(hook.Url)), hook.FailingSince ?? hook.CreatedAt),
                owner: null);
        }
    }
}
