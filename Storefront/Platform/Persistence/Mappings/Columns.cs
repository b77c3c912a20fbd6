using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Platform.Persistence.Mappings;

/// <summary>Mappings of columns that occur in several tables.</summary>
internal static class Columns
{
    /// <summary>The maximum length of a text field in the API, in characters.</summary>
    public const int Line = 191;

    /// <summary>The maximum length of a merchant's link.</summary>
    public const int Link = 1000;

    /// <summary>Ties a row to a customer of the same merchant, in the database itself.</summary>
    /// <remarks>Restrict on purpose: only the account deletion removes customers, and it handles every table by name.</remarks>
    public static void BelongsToCustomer<T>(this EntityTypeBuilder<T> table, string navigation = nameof(Session.Customer))
        where T : class, ITenantOwned =>
        table.HasOne(typeof(Customer), navigation).WithMany()
            .HasForeignKey(nameof(ITenantOwned.MerchantId), "CustomerId")
            .HasPrincipalKey(nameof(ITenantOwned.MerchantId), nameof(Customer.Id))
            .OnDelete(DeleteBehavior.Restrict);

    public static void BelongsToMerchant<T>(this EntityTypeBuilder<T> table)
        where T : class, ITenantOwned =>
        table.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId).OnDelete(DeleteBehavior.Restrict);
}
