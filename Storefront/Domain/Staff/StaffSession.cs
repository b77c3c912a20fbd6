namespace Storefront.Domain.Staff;

/// <summary>A signed-in browser of a staff member: without the row, its cookie and its open pages are dead.</summary>
public sealed class StaffSession
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    public long Id { get; init; }
    public long StaffUserId { get; init; }
    public StaffUser StaffUser { get; init; } = null!;

    /// <summary>SHA-256 of the secret in the cookie.</summary>
    public required byte[] Hash { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
}
