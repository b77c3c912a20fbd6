using System.Text.Json;
using Storefront.Domain;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;

namespace Storefront.Platform.Mail;

/// <summary>Promises a mail as part of the caller's transaction: it will be sent if that commits, and never otherwise.</summary>
public sealed class MailOutbox(StorefrontDb db, CurrentMerchant currentMerchant, MailContentProtector protector, IEnumerable<MailTemplate> templates, TimeProvider clock)
{
    /// <summary>Adds a mail to one recipient, on the scope's merchant's brand.</summary>
    /// <param name="recipient">The stored address; nobody else gets a copy.</param>
    /// <param name="language">Two letters; texts fall back to English.</param>
    /// <param name="model">What the template of this model's type needs.</param>
    /// <param name="owner">The customer with whom the mail goes if it is still queued when the account is deleted; null if it must outlive that.</param>
    public void Add<TModel>(string recipient, string language, TModel model, Customer? owner)
    {
        var merchant = currentMerchant.Merchant;
        var now = clock.GetUtcNow();
        var template = templates.First(template => template.ModelType == typeof(TModel));
        db.OutboxMails.Add(new OutboxMail
        {
            MerchantId = merchant.Id,
            Customer = owner,
            Kind = template.Kind,
            Language = language,
            Content = protector.Protect(new MailContent(recipient, JsonSerializer.SerializeToElement(model))),
            MessageId = $"{Secret.New()}@{DomainOf(merchant.SenderAddress)}",
            State = OutboxState.Queued,
            CreatedAt = now,
            NextAttemptAt = now,
        });
    }

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];
}

/// <summary>What an outbox row keeps protected: who gets the mail, and the template's model.</summary>
public sealed record MailContent(string Recipient, JsonElement Model);
