using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Platform.Persistence.Mappings;

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("Invitations");
        builder.BelongsToCustomer();
        builder.Property(invitation => invitation.Delivery).HasConversion<string>();
        builder.Property(invitation => invitation.Firstname).HasMaxLength(Columns.Line);
        builder.Property(invitation => invitation.Lastname).HasMaxLength(Columns.Line);
        builder.Property(invitation => invitation.Metadata).HasConversion(metadata => metadata!.Json, json => new Metadata(json));
        builder.Property(invitation => invitation.FoldedName).HasMaxLength(SearchText.MaxLength).HasDefaultValue("");
        builder.Property(invitation => invitation.FoldedLastname).HasMaxLength(SearchText.MaxLength).HasDefaultValue("");

        // One per customer, and a merchant's list, newest first.
        builder.HasIndex(invitation => new { invitation.MerchantId, invitation.CustomerId }).IsUnique();
        builder.HasIndex(invitation => new { invitation.MerchantId, invitation.Id });
        IndexLists(builder);

        // What has expired since the last time.
        builder.HasIndex(invitation => new { invitation.MerchantId, invitation.ExpiresAt });

        builder.HasIndex(invitation => new { invitation.MerchantId, invitation.BatchId }).HasFilter("\"BatchId\" IS NOT NULL");
        builder.HasIndex(invitation => new { invitation.MerchantId, invitation.ReminderBatchId }).HasFilter("\"ReminderBatchId\" IS NOT NULL");

        builder.OnErasure("invitations")
            .Erase(invitation => new
            {
                invitation.CustomerId,
                invitation.Message,
                invitation.Firstname,
                invitation.Lastname,
                invitation.Metadata,
                invitation.FoldedName,
                invitation.FoldedLastname,
                invitation.CreatedAt,
                invitation.ExpiresAt
            })
            .Erase(invitation =>
                new { invitation.Resends, invitation.Delivery, invitation.SentAt, invitation.OpenedAt, invitation.NextTryAt, invitation.Reason })
            .Erase(invitation =>
                new { invitation.AcceptedAt, invitation.DeclinedAt, invitation.RevokedAt, invitation.Reminders, invitation.RemindedAt })
            .NotPersonal(invitation =>
                new { invitation.Id, invitation.MerchantId, invitation.Language, invitation.BatchId, invitation.ReminderBatchId });
    }

    // What a merchant's list is sorted, searched or filtered by, each followed by the number: a page is found in the index alone.
    private static void IndexLists(EntityTypeBuilder<Invitation> builder)
    {
        builder.HasIndex(invitation => new { invitation.MerchantId, invitation.Delivery, invitation.Id });
        builder.HasIndex(invitation => new { invitation.MerchantId, invitation.FoldedName, invitation.Id }).HasFilter("\"FoldedName\" <> ''");
        builder.HasIndex(invitation => new { invitation.MerchantId, invitation.FoldedLastname, invitation.Id })
            .HasFilter("\"FoldedLastname\" <> ''");
        builder.HasIndex(invitation => new { invitation.MerchantId, invitation.AcceptedAt, invitation.Id })
            .HasFilter("\"AcceptedAt\" IS NOT NULL");

        // Only a statement that repeats this condition uses the index: others would find a state by it and then sort by number.
        builder.HasIndex(
            invitation => new
            {
                invitation.MerchantId,
                invitation.ExpiresAt,
                invitation.Id,
                invitation.AcceptedAt,
                invitation.RevokedAt,
                invitation.DeclinedAt
            },
            "IX_Invitations_Expiry").HasFilter("\"MerchantId\" > 0");

        // The moments stand in each index, so that SQLite need not read the row to check the state.
        const string unaccepted = "\"AcceptedAt\" IS NULL";
        foreach (var (state, filter) in new[]
        {
            ("Open", $"{unaccepted} AND \"RevokedAt\" IS NULL AND \"DeclinedAt\" IS NULL"),
            ("Accepted", "\"AcceptedAt\" IS NOT NULL"),
            ("Revoked", $"{unaccepted} AND \"RevokedAt\" IS NOT NULL"),
            ("Declined", $"{unaccepted} AND \"RevokedAt\" IS NULL AND \"DeclinedAt\" IS NOT NULL"),
        })
        {
            builder.HasIndex(
                invitation => new
                {
                    invitation.MerchantId,
                    invitation.Id,
                    invitation.ExpiresAt,
                    invitation.AcceptedAt,
                    invitation.RevokedAt,
                    invitation.DeclinedAt
                },
                $"IX_Invitations_{state}").HasFilter(filter);
        }
    }
}

internal sealed class InvitationEventMapping : IEntityTypeConfiguration<InvitationEvent>
{
    public void Configure(EntityTypeBuilder<InvitationEvent> builder)
    {
        builder.ToTable("InvitationEvents");
        builder.BelongsToCustomer();
        builder.Property(happened => happened.Kind).HasConversion<string>();

        builder.OnErasure("invitation_events")
            .Erase(happened => new { happened.CustomerId, happened.Kind, happened.At, happened.Code, happened.Reason, happened.NextTryAt })
            .NotPersonal(happened => new { happened.Id, happened.MerchantId });
    }
}

internal sealed class SuppressionMapping : IEntityTypeConfiguration<Suppression>
{
    public void Configure(EntityTypeBuilder<Suppression> builder)
    {
        builder.ToTable("Suppressions");
        builder.BelongsToMerchant();
        builder.Property(suppression => suppression.Masked).HasMaxLength(Columns.Line * 2);
        builder.Property(suppression => suppression.Reason).HasConversion<string>();
        builder.HasIndex(suppression => new { suppression.MerchantId, suppression.Hash }).IsUnique();
        builder.HasIndex(suppression => new { suppression.MerchantId, suppression.Id });

        // Found by the hash of the address. A bounce goes with the person; a decline stays as the person's own wish, and names nobody.
        builder.OnErasure()
            .Erase(suppression => new { suppression.Hash, suppression.Masked, suppression.Reason, suppression.CreatedAt })
            .NotPersonal(suppression => new { suppression.Id, suppression.MerchantId });
    }
}

internal sealed class InvitationBatchMapping : IEntityTypeConfiguration<InvitationBatch>
{
    public void Configure(EntityTypeBuilder<InvitationBatch> builder)
    {
        builder.ToTable("InvitationBatches");
        builder.BelongsToMerchant();
        builder.Property(batch => batch.Kind).HasConversion<string>();
        builder.Property(batch => batch.Status).HasConversion<string>();
        builder.Property(batch => batch.Language).HasMaxLength(Columns.Line);
        builder.Property(batch => batch.Message).HasMaxLength(MerchantMessage.MaxLength * 2);
        builder.HasIndex(batch => new { batch.MerchantId, batch.Fingerprint });
        builder.HasIndex(batch => batch.NextStepAt);
        builder.OnErasure()
            .NotPersonal(batch => new { batch.Id, batch.MerchantId, batch.Kind, batch.Status, batch.Total, batch.Done })
            .NotPersonal(batch => new { batch.Invited, batch.Skipped, batch.Failed, batch.IsDryRun, batch.FailsOnExisting, batch.Pace })
            .NotPersonal(batch => new { batch.Language, batch.Message, batch.ExpiresInDays, batch.Fingerprint, batch.Reason })
            .NotPersonal(batch => new { batch.NotBefore, batch.NextMailAt, batch.NextStepAt, batch.Lease, batch.LeasedUntil })
            .NotPersonal(batch => new { batch.CreatedAt, batch.ReceivedAt, batch.StartedAt, batch.FinishedAt });
    }
}

internal sealed class InvitationBatchRowMapping : IEntityTypeConfiguration<InvitationBatchRow>
{
    public void Configure(EntityTypeBuilder<InvitationBatchRow> builder)
    {
        builder.ToTable("InvitationBatchRows");
        builder.BelongsToMerchant();
        builder.BelongsToCustomer();
        builder.HasOne<InvitationBatch>().WithMany().HasForeignKey(row => row.BatchId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Code).HasMaxLength(Columns.Line);
        builder.Property(row => row.ReceivingGroup).HasMaxLength(Columns.Line * 2);
        builder.HasIndex(row => new { row.BatchId, row.Status, row.Id });
        builder.HasIndex(row => new { row.BatchId, row.Mail, row.Id });
        builder.HasIndex(row => new { row.MerchantId, row.Hash });

        // Before a customer is known, the plan finds the row by the hash of the address.
        builder.OnErasure("import_rows")
            .Erase(row => new { row.CustomerId, row.Hash, row.Content, row.ReceivingGroup })
            .NotPersonal(row => new { row.Id, row.MerchantId, row.BatchId, row.Line, row.Status, row.Code, row.Mail, row.NotBefore });
    }
}

internal sealed class InvitationBatchGroupMapping : IEntityTypeConfiguration<InvitationBatchGroup>
{
    public void Configure(EntityTypeBuilder<InvitationBatchGroup> builder)
    {
        builder.ToTable("InvitationBatchGroups");
        builder.BelongsToMerchant();
        builder.HasOne<InvitationBatch>().WithMany().HasForeignKey(group => group.BatchId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(group => group.Name).HasMaxLength(Columns.Line * 2);
        builder.HasIndex(group => new { group.BatchId, group.Name }).IsUnique();
        builder.OnErasure()
            .NotPersonal(group => new { group.Id, group.MerchantId, group.BatchId, group.Name, group.Tried, group.Bounced })
            .NotPersonal(group => new { group.StoppedAt, group.Reason });
    }
}

internal sealed class HashKeyMapping : IEntityTypeConfiguration<HashKey>
{
    public void Configure(EntityTypeBuilder<HashKey> builder)
    {
        builder.ToTable("HashKeys");
        builder.HasKey(key => key.Name);
        builder.Property(key => key.Name).HasMaxLength(Columns.Line);
        builder.OnErasure().NotPersonal(key => new { key.Name, key.Value });
    }
}
