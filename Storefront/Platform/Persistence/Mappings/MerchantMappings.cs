using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.Domain;

namespace Storefront.Platform.Persistence.Mappings;

internal sealed class MerchantMapping : IEntityTypeConfiguration<Merchant>
{
    public void Configure(EntityTypeBuilder<Merchant> builder)
    {
        builder.ToTable("Merchants");
        builder.Property(merchant => merchant.Name).HasMaxLength(Columns.Line);
        builder.Property(merchant => merchant.Tagline).HasMaxLength(Columns.Line);
        builder.Property(merchant => merchant.LogoFile).HasMaxLength(Columns.Line);
        builder.Property(merchant => merchant.Corners).HasConversion<string>().HasDefaultValue(Corners.Soft);
        builder.HasMany(merchant => merchant.Hosts).WithOne().HasForeignKey(host => host.MerchantId);
        builder.Navigation(merchant => merchant.Hosts).AutoInclude();
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
    }
}

internal sealed class BrandLogoMapping : IEntityTypeConfiguration<BrandLogo>
{
    public void Configure(EntityTypeBuilder<BrandLogo> builder)
    {
        // A table of its own, so that whoever asks for a merchant does not carry its logo along.
        builder.ToTable("BrandLogos");
        builder.HasKey(logo => logo.MerchantId);
        builder.Property(logo => logo.MerchantId).ValueGeneratedNever();
        builder.BelongsToMerchant();
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
    }
}

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.BelongsToMerchant();
        builder.HasIndex(entry => new { entry.MerchantId, entry.Id });
    }
}
