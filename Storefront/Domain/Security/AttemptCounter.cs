namespace Storefront.Domain.Security;

/// <summary>How often something was tried in one fixed window, at one merchant; the key is a hash or a customer's number, so that it names nobody.</summary>
public sealed class AttemptCounter : ITenantOwned
{
    public long MerchantId { get; init; }
    public required string Key { get; init; }
    public int Count { get; init; }

    /// <summary>Unix milliseconds, as a number in every database: the counting statement is written by hand.</summary>
    public long WindowEndsAt { get; init; }

    /// <summary>Until when a growing delay lets nobody try, in Unix milliseconds; 0 where there is none.</summary>
    public long BlockedUntil { get; init; }
}
