using System.Text.Json;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Promises a mail as part of the caller's transaction: it will be sent if that commits, and never otherwise.</summary>
public sealed class MailOutbox(StorefrontDb db, CurrentMerchant currentMerchant, MailContentProtector protector, IEnumerable<MailTemplate> templates, TimeProvider clock)
{
    /// <summary>Adds a mail to one recipient, on the scope's merchant's brand.</summary>
    /// <param name="allowance">What counts the mail, and the address it goes to; nobody else gets a copy.</param>
    /// <param name="language">Two letters; texts fall back to English.</param>
    /// <param name="model">What the template of this model's type needs.</param>
    /// <param name="owner">The customer with whom the mail goes if it is still queued when the account is deleted; null if it must outlive that.</param>
    public void Add<TModel>(MailAllowance allowance, string language, TModel model, Customer? owner) =>
        Add(templates.First(template => template.ModelType == typeof(TModel)).Kind, allowance.Recipient, language, JsonSerializer.SerializeToElement(model), owner);

    /// <summary>Adds the same row for every address: what is mailed to it, if anything, is found out by the errand when its turn comes.</summary>
    public void Ask(string errand, EmailAddress address) =>
        Add(errand, address.Text, currentMerchant.Merchant.Language, JsonSerializer.SerializeToElement(new { }), owner: null);

    private void Add(string kind, string recipient, string language, JsonElement model, Customer? owner)
    {
        var merchant = currentMerchant.Merchant;
        var now = clock.GetUtcNow();
        db.Insert(new OutboxMail
        {
            MerchantId = merchant.Id,
            Customer = owner is { Id: 0 } ? owner : null,
            CustomerId = owner is { Id: > 0 } ? owner.Id : null,
            Kind = kind,
            Language = language,
            Content = protector.Protect(new MailContent(recipient, model)),
            MessageId = $"{Guid.CreateVersion7(now):N}@{DomainOf(merchant.SenderAddress)}",
            State = OutboxState.Queued,
            CreatedAt = now,
            NextAttemptAt = now,
        });
    }

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];
}

/// <summary>What an outbox row keeps protected: who gets the mail, and the template's model.</summary>
public sealed record MailContent(string Recipient, JsonElement Model);
