using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Platform.Persistence.Mappings;

internal sealed class WebhookMapping : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("Webhooks");
        builder.BelongsToMerchant();
        builder.HasAlternateKey(hook => new { hook.MerchantId, hook.Id });
        builder.Ignore(hook => hook.Receives);
        builder.Property(hook => hook.Url).HasMaxLength(Columns.Link);
        builder.Property(hook => hook.Events).HasConversion(events => events.Names, names => new WebhookEventSet(names));
        builder.Property(hook => hook.Description).HasMaxLength(Columns.Line);
        builder.Property(hook => hook.Status).HasConversion<string>();
        builder.Property(hook => hook.Reason).HasConversion<string>();

        builder.OnErasure()
            .NotPersonal(hook => new
            {
                hook.Id,
                hook.MerchantId,
                hook.Url,
                hook.Events,
                hook.Description,
                hook.Secret,
                hook.FormerSecret,
                hook.FormerSecretUntil
            })
            .NotPersonal(hook => new { hook.Status, hook.Reason, hook.FailingSince, hook.RestsUntil, hook.Rests })
            .NotPersonal(hook => new { hook.ExpiriesToldUntil, hook.CreatedAt, hook.DeletedAt });
    }
}

internal sealed class WebhookDeliveryMapping : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("WebhookDeliveries");
        builder.Ignore(delivery => delivery.NextTryAt);
        builder.BelongsToCustomer();
        builder.HasOne<Webhook>().WithMany()
            .HasForeignKey(delivery => new { delivery.MerchantId, delivery.WebhookId })
            .HasPrincipalKey(hook => new { hook.MerchantId, hook.Id })
            .OnDelete(DeleteBehavior.Restrict);
        builder.Property(delivery => delivery.Event).HasMaxLength(Columns.Line);
        builder.Property(delivery => delivery.MessageId).HasMaxLength(Columns.Line);
        builder.Property(delivery => delivery.Stream).HasMaxLength(Columns.Line);

        // The queues; what comes before in a stream; the merchant's list; the receivers of one deletion; what housekeeping finds.
        builder.HasIndex(delivery => new { delivery.State, delivery.WebhookId, delivery.NextAttemptAt });
        builder.HasIndex(delivery => new { delivery.WebhookId, delivery.Stream, delivery.Id });
        builder.HasIndex(delivery => new { delivery.MerchantId, delivery.Id });
        builder.HasIndex(delivery => new { delivery.MerchantId, delivery.ReceiptId }).HasFilter("\"ReceiptId\" IS NOT NULL");
        builder.HasIndex(delivery => delivery.CreatedAt);

        builder.OnErasure("webhook_deliveries")
            .Erase(delivery => new { delivery.CustomerId, delivery.Body, delivery.CreatedAt, delivery.FinishedAt, delivery.AttemptLog })
            .NotPersonal(delivery => new
            {
                delivery.Id,
                delivery.MerchantId,
                delivery.WebhookId,
                delivery.MessageId,
                delivery.Event,
                delivery.Stream,
                delivery.ReceiptId
            })
            .NotPersonal(delivery => new
            {
                delivery.State,
                delivery.Attempts,
                delivery.NextAttemptAt,
                delivery.LeasedUntil,
                delivery.Lease,
                delivery.LastStatus
            });
    }
}
