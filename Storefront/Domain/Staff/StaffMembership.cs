namespace Storefront.Domain.Staff;

/// <summary>The role of a staff member at one merchant.</summary>
public sealed class StaffMembership
{
    public long StaffUserId { get; init; }
    public StaffUser StaffUser { get; init; } = null!;
    public long MerchantId { get; init; }
    public StaffRole Role { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
}
