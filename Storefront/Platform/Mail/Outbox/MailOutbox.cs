using System.Text.Json;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Telemetry;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Adds a mail to the caller's transaction: it is sent if the transaction commits, and never otherwise.</summary>
public sealed class MailOutbox(
    StorefrontDb db, CurrentMerchant currentMerchant, MailContentProtector protector, IEnumerable<MailTemplate> templates, TimeProvider clock)
{
    /// <summary>Adds a mail to one recipient, on the brand of the scope's merchant.</summary>
    /// <param name="allowance">The counted budget and the recipient's address; nobody else gets a copy.</param>
    /// <param name="language">Two letters; texts fall back to English.</param>
    /// <param name="model">The model of the template with this model type.</param>
    /// <param name="owner">The customer whose erasure also deletes the queued mail; null if it must outlive the account.</param>
    public void Add<TModel>(MailAllowance allowance, string language, TModel model, Customer? owner) =>
        Add(
            templates.First(template => template.ModelType == typeof(TModel)).Kind, allowance.Recipient, language,
            JsonSerializer.SerializeToElement(model), owner);

    /// <summary>Adds the same row for every address; the job later finds out what to mail, if anything.</summary>
    /// <param name="jobKind">The kind of the deferred job.</param>
    /// <param name="address">The address the job is about.</param>
    /// <param name="customerId">The customer whose erasure also deletes the row; null where nobody was looked up.</param>
    public void AddDeferred(string jobKind, EmailAddress address, long? customerId = null) =>
        Add(jobKind, address.Text, currentMerchant.Merchant.Language, JsonSerializer.SerializeToElement(new { }), owner: null, customerId);

    private void Add(string kind, string recipient, string language, JsonElement model, Customer? owner, long? customerId = null)
    {
        var merchant = currentMerchant.Merchant;
        var now = clock.GetUtcNow();
        db.Insert(new OutboxMail
        {
            MerchantId = merchant.Id,
            Customer = owner is { Id: 0 } ? owner : null,
            CustomerId = owner is { Id: > 0 } ? owner.Id : customerId,
            Kind = kind,
            Language = language,
            Content = protector.Protect(new MailContent(recipient, model)),
            MessageId = $"{MailTrace.NewId(now)}@{DomainOf(merchant.SenderAddress)}",
            State = OutboxState.Queued,
            CreatedAt = now,
            NextAttemptAt = now,
        });
    }

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];
}

/// <summary>The encrypted content of an outbox row: the recipient and the template's model.</summary>
public sealed record MailContent(string Recipient, JsonElement Model);
