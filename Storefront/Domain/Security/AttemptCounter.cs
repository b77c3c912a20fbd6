namespace Storefront.Domain.Security;

/// <summary>A counter of attempts in one fixed window, at one merchant; its key is a hash or a customer's number, so it names
/// nobody.</summary>
public sealed class AttemptCounter : ITenantOwned
{
    public long MerchantId { get; init; }
    public required string Key { get; init; }
    public int Count { get; init; }

    /// <summary>Unix milliseconds, a number in every database, because the counting statement is hand-written.</summary>
    public long WindowEndsAt { get; init; }

    /// <summary>The end of a growing delay, in Unix milliseconds; 0 when there is none.</summary>
    public long BlockedUntil { get; init; }
}
