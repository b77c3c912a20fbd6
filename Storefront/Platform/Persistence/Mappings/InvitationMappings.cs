using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Platform.Persistence.Mappings;

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
        builder.OnErasure()
            .NotPersonal(batch => new { batch.Id, batch.MerchantId, batch.Kind, batch.Status, batch.Total, batch.Done })
            .NotPersonal(batch => new { batch.CreatedAt, batch.FinishedAt });
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
