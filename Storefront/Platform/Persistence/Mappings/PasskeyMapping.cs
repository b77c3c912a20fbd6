using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Storefront.Platform.Persistence.Mappings;

internal sealed class PasskeyMapping : IEntityTypeConfiguration<CustomerPasskey>
{
    // The longest that WebAuthn allows.
    private const int LongestCredentialId = 1023;
    private const int LongestHost = 253;

    public void Configure(EntityTypeBuilder<CustomerPasskey> builder)
    {
        builder.ToTable("CustomerPasskeys");
        builder.HasKey(passkey => passkey.Id);
        builder.HasOne(passkey => passkey.Customer).WithMany()
            .HasForeignKey(passkey => new { passkey.MerchantId, passkey.UserId })
            .HasPrincipalKey(customer => new { customer.MerchantId, customer.Id })
            .OnDelete(DeleteBehavior.Restrict);
        builder.Property(passkey => passkey.UserId).HasColumnName("CustomerId");
        builder.Property(passkey => passkey.CredentialId).HasMaxLength(LongestCredentialId);
        builder.Property(passkey => passkey.Host).HasMaxLength(LongestHost);
        builder.Property(passkey => passkey.Data).HasConversion(new PasskeyJson(), new ByJson());
        builder.HasIndex(passkey => new { passkey.MerchantId, passkey.CredentialId }).IsUnique();

        builder.OnErasure("passkeys")
            .Erase(passkey => new { passkey.UserId, passkey.CredentialId, passkey.Host, passkey.Data, passkey.LastUsedAt })
            .NotPersonal(passkey => new { passkey.Id, passkey.MerchantId });
    }

    private static string Text(IdentityPasskeyData? data) => JsonSerializer.Serialize(data, JsonSerializerOptions.Default);

    private static IdentityPasskeyData Read(string text) =>
        JsonSerializer.Deserialize<IdentityPasskeyData>(text, JsonSerializerOptions.Default)!;

    /// <summary>Stores a key's details in one column: they are written and erased as a whole, and never searched.</summary>
    private sealed class PasskeyJson() : ValueConverter<IdentityPasskeyData, string>(data => Text(data), text => Read(text));

    /// <summary>Notices a change inside the details.</summary>
    private sealed class ByJson() : ValueComparer<IdentityPasskeyData>(
        (one, other) => Text(one) == Text(other), data => Text(data).GetHashCode(StringComparison.Ordinal), data => Read(Text(data)));
}
