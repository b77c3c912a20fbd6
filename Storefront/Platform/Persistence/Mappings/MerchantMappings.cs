using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Platform.Persistence.Mappings;

internal sealed class MerchantMapping : IEntityTypeConfiguration<Merchant>
{
    public void Configure(EntityTypeBuilder<Merchant> builder)
    {
        builder.ToTable("Merchants");
        builder.Property(merchant => merchant.Name).HasMaxLength(Columns.Line);
        builder.Property(merchant => merchant.Tagline).HasMaxLength(Columns.Line);
        builder.Property(merchant => merchant.LogoFile).HasMaxLength(Columns.Line);
        builder.Property(merchant => merchant.Welcome).HasMaxLength(Columns.Line);
        builder.Property(merchant => merchant.ShopUrl).HasMaxLength(Columns.Link);
        builder.Property(merchant => merchant.HelpUrl).HasMaxLength(Columns.Link);
        builder.Property(merchant => merchant.ImprintUrl).HasMaxLength(Columns.Link);
        builder.Property(merchant => merchant.PrivacyUrl).HasMaxLength(Columns.Link);
        builder.Property(merchant => merchant.Corners).HasConversion<string>().HasDefaultValue(Corners.Soft);
        builder.Property(merchant => merchant.HasImportedPasswords).HasDefaultValue(false);
        builder.HasMany(merchant => merchant.Hosts).WithOne().HasForeignKey(host => host.MerchantId);
        builder.Navigation(merchant => merchant.Hosts).AutoInclude();

        builder.OnErasure()
            .NotPersonal(merchant => new
            {
                merchant.Id,
                merchant.Name,
                merchant.SenderAddress,
                merchant.SupportAddress,
                merchant.Language,
                merchant.TimeZone,
                merchant.Country
            })
            .NotPersonal(merchant => new
            {
                merchant.PrimaryColor,
                merchant.AccentColor,
                merchant.LogoPath,
                merchant.LogoFile,
                merchant.LogoWidth,
                merchant.LogoHeight,
                merchant.Corners,
                merchant.Tagline
            })
            .NotPersonal(merchant => new { merchant.Welcome, merchant.ShopUrl, merchant.HelpUrl, merchant.ImprintUrl, merchant.PrivacyUrl })
            .NotPersonal(merchant => new { merchant.InvitationDays, merchant.AllowsRegistration, merchant.HasImportedPasswords })
            .NotPersonal(merchant => new { merchant.CreatedAt, merchant.SuspendedAt });
    }
}

internal sealed class MerchantHostMapping : IEntityTypeConfiguration<MerchantHost>
{
    public void Configure(EntityTypeBuilder<MerchantHost> builder)
    {
        builder.ToTable("MerchantHosts");
        builder.HasKey(host => host.Host);
        builder.Property(host => host.Host).HasMaxLength(253);
        builder.HasIndex(host => host.MerchantId).IsUnique().HasFilter("\"IsPrimary\"").HasDatabaseName("IX_MerchantHosts_OnePrimary");

        builder.OnErasure().NotPersonal(host => new { host.Host, host.MerchantId, host.IsPrimary });
    }
}

internal sealed class BrandLogoMapping : IEntityTypeConfiguration<BrandLogo>
{
    public void Configure(EntityTypeBuilder<BrandLogo> builder)
    {
        // A separate table, so that loading a merchant does not load its logo.
        builder.ToTable("BrandLogos");
        builder.HasKey(logo => logo.MerchantId);
        builder.Property(logo => logo.MerchantId).ValueGeneratedNever();
        builder.BelongsToMerchant();

        builder.OnErasure().NotPersonal(logo => new { logo.MerchantId, logo.Content, logo.MediaType });
    }
}

internal sealed class MailDomainMapping : IEntityTypeConfiguration<MailDomain>
{
    public void Configure(EntityTypeBuilder<MailDomain> builder)
    {
        builder.ToTable("MailDomains");
        builder.HasKey(domain => domain.MerchantId);
        builder.Property(domain => domain.MerchantId).ValueGeneratedNever();
        builder.Property(domain => domain.Domain).HasMaxLength(253);
        builder.Property(domain => domain.Selector).HasMaxLength(Columns.Line);
        builder.Property(domain => domain.NextSelector).HasMaxLength(Columns.Line);
        builder.BelongsToMerchant();

        builder.OnErasure()
            .NotPersonal(domain => new { domain.MerchantId, domain.Domain, domain.Selector, domain.PrivateKey, domain.NextSelector })
            .NotPersonal(domain => new { domain.NextPrivateKey, domain.CreatedAt, domain.VerifiedAt });
    }
}

internal sealed class MerchantTokenMapping : IEntityTypeConfiguration<MerchantToken>
{
    public void Configure(EntityTypeBuilder<MerchantToken> builder)
    {
        builder.ToTable("MerchantTokens");
        builder.BelongsToMerchant();
        builder.Property(token => token.Name).HasMaxLength(Columns.Line);
        builder.Property(token => token.Abilities).HasConversion(abilities => abilities.Names, names => new AbilitySet(names));
        builder.HasIndex(token => token.Hash).IsUnique();

        builder.OnErasure()
            .NotPersonal(token => new { token.Id, token.MerchantId, token.Name, token.Hash, token.Abilities, token.PerMinute, token.IsDemo })
            .NotPersonal(token => new { token.CreatedAt, token.ExpiresAt, token.LastUsedAt, token.RevokedAt });
    }
}

internal sealed class IdempotencyClaimMapping : IEntityTypeConfiguration<IdempotencyClaim>
{
    public void Configure(EntityTypeBuilder<IdempotencyClaim> builder)
    {
        builder.ToTable("IdempotencyClaims");
        builder.BelongsToMerchant();
        builder.HasAlternateKey(claim => new { claim.MerchantId, claim.Id });
        builder.HasIndex(claim => new { claim.MerchantId, claim.Key }).IsUnique();
        builder.HasIndex(claim => claim.CreatedAt);

        // Keyed with the bearer token, which the server does not store: nobody can find out what was sent, or about whom.
        builder.OnErasure().NotPersonal(claim => new { claim.Id, claim.MerchantId, claim.Key, claim.Request, claim.CreatedAt });
    }
}

internal sealed class IdempotentAnswerMapping : IEntityTypeConfiguration<IdempotentAnswer>
{
    public void Configure(EntityTypeBuilder<IdempotentAnswer> builder)
    {
        builder.ToTable("IdempotentAnswers");
        builder.BelongsToCustomer();
        builder.HasOne<IdempotencyClaim>().WithMany()
            .HasForeignKey(answer => new { answer.MerchantId, answer.ClaimId })
            .HasPrincipalKey(claim => new { claim.MerchantId, claim.Id })
            .OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(answer => new { answer.MerchantId, answer.AddressHash }).HasFilter("\"AddressHash\" IS NOT NULL");

        builder.OnErasure("answers")
            .Erase(answer => new { answer.CustomerId, answer.AddressHash, answer.Content })
            .NotPersonal(answer => new { answer.Id, answer.MerchantId, answer.ClaimId });
    }
}

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.BelongsToMerchant();
        builder.HasIndex(entry => new { entry.MerchantId, entry.Id });
        builder.HasIndex(entry => new { entry.MerchantId, entry.SubjectId, entry.Id });

        // The subject is a random number: after the customer's erasure it identifies nobody.
        builder.OnErasure().NotPersonal(entry => new { entry.Id, entry.MerchantId, entry.At, entry.Action, entry.SubjectId, entry.Facts });
    }
}

internal sealed class DeletionReceiptMapping : IEntityTypeConfiguration<DeletionReceipt>
{
    public void Configure(EntityTypeBuilder<DeletionReceipt> builder)
    {
        builder.ToTable("DeletionReceipts");
        builder.BelongsToMerchant();
        builder.Ignore(receipt => receipt.Lines);
        builder.HasIndex(receipt => new { receipt.MerchantId, receipt.DeletedAt });
        builder.OnErasure().NotPersonal(receipt => new { receipt.Id, receipt.MerchantId, receipt.DeletedAt, receipt.Plan, receipt.Counts });
    }
}

internal sealed class DataProtectionKeyMapping : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder)
    {
        builder.ToTable("DataProtectionKeys");
        builder.OnErasure().NotPersonal(key => new { key.Id, key.FriendlyName, key.Xml });
    }
}
