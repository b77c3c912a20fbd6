using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.Domain;

namespace Storefront.Platform.Persistence.Mappings;

internal sealed class CustomerMapping : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("Customers");
        builder.BelongsToMerchant();

        // Identity's columns that another mechanism of ours replaces (ADR 0009).
        builder.Ignore(customer => customer.UserName);
        builder.Ignore(customer => customer.NormalizedUserName);
        builder.Ignore(customer => customer.EmailConfirmed);
        builder.Ignore(customer => customer.PhoneNumberConfirmed);
        builder.Ignore(customer => customer.TwoFactorEnabled);
        builder.Ignore(customer => customer.LockoutEnabled);
        builder.Ignore(customer => customer.LockoutEnd);
        builder.Ignore(customer => customer.AccessFailedCount);
        builder.Ignore(customer => customer.SecurityStamp);

        builder.Property(customer => customer.ConcurrencyStamp).IsConcurrencyToken();
        builder.Property(customer => customer.Email).IsRequired().HasMaxLength(Columns.Line);
        builder.Property(customer => customer.NormalizedEmail).IsRequired().HasMaxLength(Columns.Line * 2);
        builder.Property(customer => customer.Firstname).HasMaxLength(Columns.Line);
        builder.Property(customer => customer.Lastname).HasMaxLength(Columns.Line);
        builder.Property(customer => customer.PhoneNumber).HasMaxLength(Columns.Line);
        builder.Property(customer => customer.Company).HasMaxLength(Columns.Line);
        builder.Property(customer => customer.TaxNumber).HasMaxLength(Columns.Line);
        builder.Property(customer => customer.Language).HasMaxLength(Columns.Line);
        builder.HasIndex(customer => new { customer.MerchantId, customer.NormalizedEmail }).IsUnique();
        builder.HasAlternateKey(customer => new { customer.MerchantId, customer.Id });
    }
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("Invitations");
        builder.BelongsToCustomer();
        builder.HasOne(invitation => invitation.Token).WithOne()
            .HasForeignKey<Invitation>(invitation => new { invitation.MerchantId, invitation.TokenId })
            .HasPrincipalKey<OneTimeToken>(token => new { token.MerchantId, token.Id })
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OneTimeTokenMapping : IEntityTypeConfiguration<OneTimeToken>
{
    public void Configure(EntityTypeBuilder<OneTimeToken> builder)
    {
        builder.ToTable("OneTimeTokens");
        builder.BelongsToCustomer();
        builder.HasAlternateKey(token => new { token.MerchantId, token.Id });
        builder.HasIndex(token => new { token.MerchantId, token.Purpose, token.Hash }).IsUnique();
    }
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("Sessions");
        builder.BelongsToCustomer();
        builder.Property(session => session.IdleLimit).HasConversion(limit => (long)limit.TotalSeconds, seconds => TimeSpan.FromSeconds(seconds));
        builder.Property(session => session.Device).HasMaxLength(Columns.Line);
        builder.HasIndex(session => session.Hash).IsUnique();
    }
}

internal sealed class KnownDeviceMapping : IEntityTypeConfiguration<KnownDevice>
{
    public void Configure(EntityTypeBuilder<KnownDevice> builder)
    {
        builder.ToTable("KnownDevices");
        builder.BelongsToCustomer();
        builder.HasIndex(device => new { device.MerchantId, device.CustomerId, device.Hash }).IsUnique();
        builder.HasIndex(device => device.LastSeenAt);
    }
}

internal sealed class EmailChangeMapping : IEntityTypeConfiguration<EmailChange>
{
    public void Configure(EntityTypeBuilder<EmailChange> builder)
    {
        builder.ToTable("EmailChanges");
        builder.BelongsToCustomer();
        builder.Property(change => change.Email).HasMaxLength(Columns.Line);
        builder.HasIndex(change => new { change.MerchantId, change.CustomerId }).IsUnique();
    }
}

internal sealed class ConsentStatementMapping : IEntityTypeConfiguration<ConsentStatement>
{
    public void Configure(EntityTypeBuilder<ConsentStatement> builder)
    {
        builder.ToTable("ConsentStatements");
        builder.BelongsToCustomer();
        builder.Property(statement => statement.Kind).HasConversion<string>();
    }
}
