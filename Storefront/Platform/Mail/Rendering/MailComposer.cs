using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Storefront.Platform.Mail.Bounces;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Mail.Transport;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Texts;

namespace Storefront.Platform.Mail.Rendering;

/// <summary>Renders a mail from an outbox row: subject, HTML and text in the row's language, on the merchant's brand.</summary>
/// <remarks>The same row gives the same mail, so a retry repeats it under the same Message-ID.</remarks>
public sealed class MailComposer(
    IEnumerable<MailTemplate> templates, MailContentProtector protector, IServiceProvider services, ILoggerFactory loggers,
    IStringLocalizer<Sentences> texts, BounceAddresses bounces, PlatformMerchant platform)
{
    public Task<MailMessage> ComposeAsync(OutboxMail row, Merchant merchant)
    {
        var template = templates.First(template => template.Kind == row.Kind);
        var content = protector.Unprotect<MailContent>(row.Content);
        return ComposeAsync((IMail)content.Model.Deserialize(template.ModelType)!, row, content.Recipient, merchant);
    }

    /// <summary>Renders a mail of the given model as the given row would be sent.</summary>
    public async Task<MailMessage> ComposeAsync(IMail mail, OutboxMail row, string recipient, Merchant countedAt)
    {
        var merchant = mail is IPlatformMail ? platform.Value : countedAt;

        // Applies to this asynchronous flow only: cultures travel with the execution context.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(row.Language);
        var words = mail.For(merchant);
        return new MailMessage
        {
            From = new(merchant.SenderAddress, merchant.Name),
            To = recipient,
            ReplyTo = merchant.SupportAddress,
            ReturnPath = bounces.ReturnPathOf(row),
            Subject = texts.Of(words.Subject),
            Text = PlainMail.Write(words, merchant, texts),
            Html = await RenderAsync(words, merchant),
            MessageId = row.MessageId,
            Date = row.CreatedAt,
            Headers =
            [
                new("Auto-Submitted", "auto-generated"),
                new("X-Auto-Response-Suppress", "OOF, AutoReply"),
                new("Content-Language", row.Language),
                .. Unsubscribe(words, row),
            ],
        };
    }

    // By mail alone: a POST without a person (RFC 8058) would let a filter decline an invitation.
    private MailHeader[] Unsubscribe(MailBody words, OutboxMail row) => words.OffersUnsubscribe && bounces.UnsubscribeOf(row) is { } address
        ? [new("List-Unsubscribe", $"<mailto:{address}?subject=unsubscribe>")]
        : [];

    private async Task<string> RenderAsync(MailBody words, Merchant merchant)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(HtmlMail.Words)] = words,
            [nameof(HtmlMail.Merchant)] = merchant
        });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<HtmlMail>(parameters)).ToHtmlString());
    }
}
