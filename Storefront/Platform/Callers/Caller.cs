using Microsoft.AspNetCore.Http.Features;

namespace Storefront.Platform.Callers;

/// <summary>The caller of a request: who asks, at which merchant, with which abilities. It is read from the database for this
/// request.</summary>
public sealed record Caller
{
    public required Merchant Merchant { get; init; }

    /// <summary>The signed-in customer; null for visitors and merchant tokens.</summary>
    public Customer? Customer { get; init; }

    /// <summary>The caller's session.</summary>
    public long? SessionId { get; init; }

    /// <summary>The kind of session that signing in through this door opens.</summary>
    public SessionKind Door { get; init; } = SessionKind.Bearer;

    /// <summary>The caller's merchant token; null for every other caller.</summary>
    public MerchantToken? Token { get; init; }

    /// <summary>The staff member who works at this merchant; null for every other caller.</summary>
    public StaffMember? Staff { get; init; }

    public AbilitySet Abilities { get; init; } = AbilitySet.None;

    /// <summary>The client address that limits count: IPv4, or the /64 of IPv6.</summary>
    public required string ClientAddress { get; init; }

    /// <summary>The language chosen in this browser; null without a choice and at the API.</summary>
    public string? Language { get; init; }

    /// <summary>The client's user agent.</summary>
    public string? Device { get; init; }

    /// <summary>The secret that identifies a browser at this merchant; null at the API.</summary>
    public string? DeviceSecret { get; init; }

    /// <summary>The caller's token, for counting its requests; null in a browser.</summary>
    public string? BucketOfToken { get; init; }

    /// <summary>Binds the caller that the middleware found to an endpoint's parameter.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult<Caller?>(context.Features.GetRequiredFeature<Caller>());

    public bool Can(Ability ability) => Abilities.Contains(ability);
}
