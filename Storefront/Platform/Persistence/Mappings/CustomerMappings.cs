using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Platform.Persistence.Mappings;

internal sealed class CustomerMapping : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("Customers");
        builder.BelongsToMerchant();

        // Identity's columns that another mechanism replaces (ADR 0009).
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
        builder.Property(customer => customer.ExternalId).HasMaxLength(Columns.Line);
        builder.Property(customer => customer.Metadata).HasConversion(metadata => metadata!.Json, json => new Metadata(json));
        builder.Property(customer => customer.FoldedName).HasMaxLength(SearchText.MaxLength).HasDefaultValue("");
        builder.Property(customer => customer.FoldedLastname).HasMaxLength(SearchText.MaxLength).HasDefaultValue("");
        builder.Property(customer => customer.FoldedCompany).HasMaxLength(SearchText.MaxLength).HasDefaultValue("");
        builder.Property(customer => customer.SpentCurrency).HasMaxLength(3);
        builder.Property(customer => customer.LastOrderAt).HasDefaultValue(Customer.NoOrderYet);
        builder.HasIndex(customer => new { customer.MerchantId, customer.NormalizedEmail }).IsUnique();

        // What a merchant's list is sorted or searched by, each followed by the number: a page is found in the index alone.
        builder.HasIndex(customer => new { customer.MerchantId, customer.FoldedName, customer.Id });
        builder.HasIndex(customer => new { customer.MerchantId, customer.FoldedLastname, customer.Id });
        builder.HasIndex(customer => new { customer.MerchantId, customer.FoldedCompany, customer.Id }).HasFilter("\"FoldedCompany\" <> ''");
        builder.HasIndex(customer => new { customer.MerchantId, customer.TotalOrders, customer.Id });
        builder.HasIndex(customer => new { customer.MerchantId, customer.SpentThousandths, customer.Id });
        builder.HasIndex(customer => new { customer.MerchantId, customer.LastOrderAt, customer.Id });
        IndexInvited(builder);
        builder.HasAlternateKey(customer => new { customer.MerchantId, customer.Id });

        DeclareErasure(builder);
    }

    // Invited customers may be few among many: their own indexes, so that a page does not read past all others. They have no totals.
    private static void IndexInvited(EntityTypeBuilder<Customer> builder)
    {
        const string invited = "\"PasswordHash\" IS NULL";
        builder.HasIndex(customer => new { customer.MerchantId, customer.Id }).HasFilter(invited).HasDatabaseName("IX_Customers_Invited");
        builder.HasIndex(customer => new { customer.MerchantId, customer.NormalizedEmail, customer.PasswordHash }, "IX_Customers_Invited_Email")
            .HasFilter(invited);
        builder.HasIndex(
            customer => new { customer.MerchantId, customer.FoldedName, customer.Id, customer.PasswordHash }, "IX_Customers_Invited_Name")
            .HasFilter(invited);
        builder.HasIndex(
            customer => new { customer.MerchantId, customer.FoldedLastname, customer.Id, customer.PasswordHash }, "IX_Customers_Invited_Lastname")
            .HasFilter(invited);
    }

    private static void DeclareErasure(EntityTypeBuilder<Customer> builder) =>
        builder.OnErasure("profiles")
            .Erase(customer =>
                new { customer.Id, customer.SubjectId, customer.Email, customer.NormalizedEmail, customer.PasswordHash, customer.ConcurrencyStamp })
            .Erase(customer => new
            {
                customer.Firstname,
                customer.Lastname,
                customer.PhoneNumber,
                customer.AccountType,
                customer.Company,
                customer.TaxNumber,
                customer.Language
            })
            .Erase(customer => new
            {
                customer.DefaultBilling,
                customer.DefaultShipping,
                customer.CartReminderConsentAt,
                customer.EmailVerifiedAt,
                customer.CreatedAt
            })
            .Erase(customer => new { customer.ExternalId, customer.Metadata, customer.FoldedName, customer.FoldedLastname, customer.FoldedCompany })
            .Erase(customer => new { customer.TotalOrders, customer.LastOrderAt, customer.SpentThousandths, customer.SpentCurrency })
            .NotPersonal(customer => customer.MerchantId);
}

internal sealed class OneTimeTokenMapping : IEntityTypeConfiguration<OneTimeToken>
{
    public void Configure(EntityTypeBuilder<OneTimeToken> builder)
    {
        builder.ToTable("OneTimeTokens");
        builder.BelongsToCustomer();
        builder.HasIndex(token => new { token.MerchantId, token.Purpose, token.Hash }).IsUnique();

        builder.OnErasure("links")
            .Erase(token => new { token.CustomerId, token.Hash, token.Address, token.UsedBy })
            .Erase(token =>
                new { token.CreatedAt, token.ExpiresAt, token.OpenedAt, token.UsedAt, token.SupersededAt, token.RevokedAt, token.DeclinedAt })
            .NotPersonal(token => new { token.Id, token.MerchantId, token.Purpose });
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

        builder.OnErasure("sessions")
            .Erase(session => new { session.CustomerId, session.Hash, session.Device, session.CreatedAt, session.LastSeenAt, session.ExpiresAt })
            .NotPersonal(session => new { session.Id, session.MerchantId, session.Kind, session.IdleLimit });
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

        builder.OnErasure("devices")
            .Erase(device => new { device.CustomerId, device.Hash, device.FirstSeenAt, device.LastSeenAt })
            .NotPersonal(device => new { device.Id, device.MerchantId });
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

        builder.OnErasure("email_changes")
            .Erase(change => new { change.CustomerId, change.Email, change.CodeHash, change.Key, change.CreatedAt, change.ExpiresAt, change.Tries })
            .NotPersonal(change => new { change.Id, change.MerchantId });
    }
}

internal sealed class ConsentStatementMapping : IEntityTypeConfiguration<ConsentStatement>
{
    public void Configure(EntityTypeBuilder<ConsentStatement> builder)
    {
        builder.ToTable("ConsentStatements");
        builder.BelongsToCustomer();
        builder.Property(statement => statement.Kind).HasConversion<string>();

        builder.OnErasure("consents")
            .Erase(statement => new { statement.CustomerId, statement.IsGiven, statement.At, statement.ClientAddress })
            .NotPersonal(statement => new { statement.Id, statement.MerchantId, statement.Kind, statement.TextVersion });
    }
}
