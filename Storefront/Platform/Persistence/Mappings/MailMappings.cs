using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Platform.Persistence.Mappings;

internal sealed class OutboxMailMapping : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.ToTable("OutboxMails");
        builder.BelongsToMerchant();
        builder.BelongsToCustomer();
        builder.HasIndex(mail => new { mail.State, mail.MerchantId, mail.NextAttemptAt });
        builder.HasIndex(mail => mail.MessageId).IsUnique();

        builder.OnErasure("mails")
            .Erase(mail => new { mail.CustomerId, mail.Content, mail.CreatedAt, mail.SentAt, mail.LastProblem })
            .NotPersonal(mail => new
            {
                mail.Id,
                mail.MerchantId,
                mail.Kind,
                mail.Language,
                mail.MessageId,
                mail.State,
                mail.Attempts,
                mail.Unanswered,
                mail.NextAttemptAt,
                mail.LeasedUntil,
                mail.Lease
            });
    }
}

internal sealed class MailboxMailMapping : IEntityTypeConfiguration<MailboxMail>
{
    public void Configure(EntityTypeBuilder<MailboxMail> builder)
    {
        builder.ToTable("MailboxMails");
        builder.HasIndex(mail => mail.MessageId).IsUnique();

        // The recipient's own inbox on a developer's machine: a merchant cannot erase delivered mail.
        builder.OnErasure().NotPersonal(mail => new { mail.Id, mail.MessageId, mail.Content, mail.At });
    }
}

internal sealed class AttemptCounterMapping : IEntityTypeConfiguration<AttemptCounter>
{
    public void Configure(EntityTypeBuilder<AttemptCounter> builder)
    {
        builder.ToTable("AttemptCounters");
        builder.BelongsToMerchant();
        builder.HasKey(counter => new { counter.MerchantId, counter.Key });
        builder.HasIndex(counter => counter.WindowEndsAt);
        builder.Property(counter => counter.BlockedUntil).HasDefaultValue(0L);

        // Found by the hash of the address, because the table names nobody. It is the only table with a person's rows and no reference to
        // the customer.
        builder.OnErasure()
            .Erase(counter => new { counter.Key, counter.Count, counter.WindowEndsAt, counter.BlockedUntil })
            .NotPersonal(counter => counter.MerchantId);
    }
}
