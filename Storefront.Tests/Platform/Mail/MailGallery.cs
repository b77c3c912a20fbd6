using Microsoft.Extensions.DependencyInjection;
using Storefront.Features.Invitations;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Mail.Transport;
using Storefront.Platform.Tenancy;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail;

/// <summary>Every kind of mail in every language, as the outbox would send it.</summary>
internal static class MailGallery
{
    private const string Secret = "secretsecretsecretsecretsecretsecretsecret1";

    /// <summary>An invitation that is mailed again, which offers to unsubscribe.</summary>
    public const string Reminder = "reminder";

    public static IEnumerable<string> Kinds => [
        "account-deleted", "already-customer", "email-change-notice", "email-changed", "email-code", "invitation", "new-device", "passkey-added",
        "passkey-removed", "password-changed", "password-reset-notice", "reset-password", "verify-address", "webhook-paused"
    ];

    public static TheoryData<string, string> All
    {
        get
        {
            var mails = new TheoryData<string, string>();
            foreach (var kind in Kinds)
            {
                foreach (var language in Languages.All)
                {
                    mails.Add(kind, language);
                }
            }

            return mails;
        }
    }

    public static Task<Merchant> MerchantAsync(TestPlatform platform, Shop shop) =>
        platform.AsAsync(shop, (_, services) => Task.FromResult(services.GetRequiredService<CurrentMerchant>().Merchant));

    public static async Task<MailMessage> ComposeAsync(
        TestPlatform platform, string kind, string language, Merchant merchant, string? name, string messageId, DateTimeOffset now)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        var known = kind == Reminder ? InvitationMail.Kind : kind;
        var template = platform.Services.GetServices<MailTemplate>().Single(template => template.Kind == known);
        var sample = template.Sample(new(
            name, now, path => $"https://{merchant.PrimaryHost ?? "nowhere.example"}{path}",
            path => $"https://{merchant.PrimaryHost ?? "nowhere.example"}{path}?token={Secret}"));
        sample = kind == Reminder ? (InvitationMail)sample with { OffersUnsubscribe = true } : sample;
        var row = new OutboxMail
        {
            MerchantId = merchant.Id,
            Kind = kind,
            Language = language,
            Content = "",
            MessageId = messageId,
            CreatedAt = now
        };
        return await scope.ServiceProvider.GetRequiredService<MailComposer>().ComposeAsync(sample, row, "jane@example.com", merchant);
    }
}
