using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Platform.Persistence.Mappings;

internal sealed class OrderMapping : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.ToTable("Orders");
        builder.BelongsToMerchant();
        builder.BelongsToCustomer();
        builder.HasAlternateKey(order => new { order.MerchantId, order.Id });
        builder.Property(order => order.OrderNumber).HasMaxLength(Columns.Line);
        builder.Property(order => order.FoldedNumber).HasMaxLength(SearchText.MaxLength).HasDefaultValue("");
        builder.Property(order => order.FoldedInvoice).HasMaxLength(SearchText.MaxLength).HasDefaultValue("");
        builder.Property(order => order.Status).HasConversion<string>();
        builder.Property(order => order.PaymentStatus).HasConversion<string>();
        builder.Property(order => order.InvoiceUrl).HasMaxLength(Columns.Link);
        builder.Property(order => order.TrackingUrl).HasMaxLength(Columns.Link);
        builder.HasIndex(order => new { order.MerchantId, order.OrderNumber }).IsUnique();

        // Only for the merchant's list: available to every statement, it would make a query for one customer's orders scan all of the
        // merchant's. It holds the number for a search that most orders match.
        builder.HasIndex(order => new { order.MerchantId, order.PlacedAt, order.Id, order.OrderNumber }).HasFilter("\"OrderNumber\" <> ''");

        // A customer's orders and a guest's orders have an index each: with one for both, a query for a guest's would scan all of the
        // merchant's.
        builder.HasIndex(order => new { order.MerchantId, order.CustomerId, order.PlacedAt }).HasFilter("\"CustomerId\" IS NOT NULL");
        builder.HasIndex(order => new { order.MerchantId, order.BuyerAddress }).HasFilter("\"CustomerId\" IS NULL AND \"UnlinkedAt\" IS NULL");
        builder.HasIndex(order => new { order.MerchantId, order.PlacedAt }).HasFilter("\"MaskedAt\" IS NULL");

        builder.OnErasure("orders")
            .Unlink(order => order.CustomerId)
            .Mask(order => new { order.BuyerAddress, order.InvoiceUrl, order.TrackingUrl })
            .KeepUntil(RetentionGround.Tax, order => order.PlacedAt, order => new { order.BuyerEmail, order.Billing, order.Shipping })
            .NotPersonal(order =>
                new { order.Id, order.MerchantId, order.OrderNumber, order.InvoiceNumber, order.Status, order.PaymentStatus, order.PlacedAt })
            .NotPersonal(order => new { order.FoldedNumber, order.FoldedInvoice })
            .NotPersonal(order => new { order.Currency, order.SubtotalMinor, order.ShippingMinor, order.TaxMinor, order.TotalMinor })
            .NotPersonal(order => new { order.UnlinkedAt, order.MaskedAt });
    }
}

internal sealed class OrderLineMapping : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.ToTable("OrderLines");
        builder.Property(line => line.FoldedName).HasMaxLength(SearchText.MaxLength).HasDefaultValue("");
        builder.HasOne<Order>().WithMany(order => order.Lines)
            .HasForeignKey(line => new { line.MerchantId, line.OrderId })
            .HasPrincipalKey(order => new { order.MerchantId, order.Id })
            .OnDelete(DeleteBehavior.Cascade);

        builder.OnErasure()
            .NotPersonal(line => new { line.Id, line.MerchantId, line.OrderId, line.Sku, line.Name, line.FoldedName })
            .NotPersonal(line => new { line.Quantity, line.UnitPriceMinor, line.TotalMinor, line.TaxRateHundredths });
    }
}
