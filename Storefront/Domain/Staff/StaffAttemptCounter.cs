namespace Storefront.Domain.Staff;

/// <summary>A counter of attempts to sign in to the admin: an <see cref="AttemptCounter"/> of the platform, which has no merchant.</summary>
public sealed class StaffAttemptCounter
{
    /// <summary>Always the platform's number, so that one statement counts in both tables.</summary>
    public long MerchantId { get; init; }
    public required string Key { get; init; }
    public int Count { get; init; }
    public long WindowEndsAt { get; init; }
    public long BlockedUntil { get; init; }
}
