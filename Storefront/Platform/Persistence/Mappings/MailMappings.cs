using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.Domain;
using Storefront.Platform.Mail;
using Storefront.Platform.RateLimiting;

namespace Storefront.Platform.Persistence.Mappings;

internal sealed class OutboxMailMapping : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.ToTable("OutboxMails");
        builder.BelongsToMerchant();
        builder.BelongsToCustomer();
        builder.HasIndex(mail => new { mail.State, mail.NextAttemptAt });
        builder.HasIndex(mail => mail.MessageId).IsUnique();
    }
}

internal sealed class MailboxMailMapping : IEntityTypeConfiguration<MailboxMail>
{
    public void Configure(EntityTypeBuilder<MailboxMail> builder)
    {
        builder.ToTable("MailboxMails");
        builder.HasIndex(mail => mail.MessageId).IsUnique();
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
    }
}
