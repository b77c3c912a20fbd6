using Storefront.Platform.Links;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Mail.Transport;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Development;

/// <summary>Renders any mail as a shopper would get it, in any language, at either demo shop. Nothing is sent or stored.</summary>
public sealed class PreviewMail(
    IEnumerable<MailTemplate> templates, MailComposer composer, MerchantDirectory directory, CurrentMerchant currentMerchant, ShopLinks links,
    TimeProvider clock)
{
    public const string Secret = "0000000000000000000000000000000000000000000";

    public IEnumerable<string> Kinds => templates.Select(template => template.Kind).Order(StringComparer.Ordinal);

    /// <summary>The mail, or null when kind, language or shop do not exist. On a merchant's host it is that merchant's.</summary>
    public async Task<MailMessage?> RunAsync(string kind, MailView view, CancellationToken ct)
    {
        var merchant = currentMerchant.IsSet ? currentMerchant.Merchant : await directory.FindByIdAsync(view.Shop ?? 1, ct);
        if (merchant is null || templates.FirstOrDefault(template => template.Kind == kind) is not { } template
            || Languages.Check(view.Lang) is not null)
        {
            return null;
        }

        var row = new OutboxMail
        {
            MerchantId = merchant.Id,
            Kind = kind,
            Language = view.Lang ?? merchant.Language,
            Content = "",
            MessageId = $"preview@{merchant.PrimaryHost}",
            CreatedAt = clock.GetUtcNow(),
        };
        var sample = new MailSample(
            view.Name ?? "Jane", clock.GetUtcNow(), path => links.To(merchant, path),
            path => links.To(merchant, path, new KeyValuePair<string, string?>(MailedLinkPage.Token, Secret)));
        return await composer.ComposeAsync(template.Sample(sample), row, "jane@example.com", merchant);
    }
}

/// <summary>The language, merchant and first name of a preview.</summary>
public sealed record MailView
{
    public string? Lang { get; init; }
    public long? Shop { get; init; }
    public string? Name { get; init; }
}
