using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.Domain;

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
        builder.Property(order => order.Status).HasConversion<string>();
        builder.Property(order => order.PaymentStatus).HasConversion<string>();
        builder.HasIndex(order => new { order.MerchantId, order.OrderNumber }).IsUnique();
        builder.HasIndex(order => new { order.MerchantId, order.CustomerId, order.PlacedAt });
        builder.HasIndex(order => new { order.MerchantId, order.BuyerAddress });
    }
}

internal sealed class OrderLineMapping : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.ToTable("OrderLines");
        builder.HasOne<Order>().WithMany(order => order.Lines)
            .HasForeignKey(line => new { line.MerchantId, line.OrderId })
            .HasPrincipalKey(order => new { order.MerchantId, order.Id })
            .OnDelete(DeleteBehavior.Cascade);
    }
}
