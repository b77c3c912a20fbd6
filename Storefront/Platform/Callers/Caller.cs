using Microsoft.AspNetCore.Http.Features;

namespace Storefront.Platform.Callers;

/// <summary>Who asks, at which merchant, and what they may do: looked up from rows for this request.</summary>
public sealed record Caller
{
    public required Merchant Merchant { get; init; }

    /// <summary>The signed-in customer's row; null for visitors and merchant tokens.</summary>
    public Customer? Customer { get; init; }

    /// <summary>The session the customer came with.</summary>
    public long? SessionId { get; init; }

    /// <summary>What kind of session signing in through this door opens.</summary>
    public SessionKind Door { get; init; } = SessionKind.Bearer;

    /// <summary>The merchant's token that came along; null for everybody else.</summary>
    public MerchantToken? Token { get; init; }

    public AbilitySet Abilities { get; init; } = AbilitySet.None;

    /// <summary>The client's address as limits count it: IPv4, or the /64 of IPv6.</summary>
    public required string ClientAddress { get; init; }

    /// <summary>The language somebody chose in this browser; null where nobody did, and at the API.</summary>
    public string? Language { get; init; }

    /// <summary>What the client calls itself.</summary>
    public string? Device { get; init; }

    /// <summary>By what a browser is known again at this shop; null at the API.</summary>
    public string? DeviceSecret { get; init; }

    /// <summary>Which token came along, for counting its requests; null in a browser.</summary>
    public string? BucketOfToken { get; init; }

    /// <summary>Lets an endpoint ask for the caller that the pipeline found.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult<Caller?>(context.Features.GetRequiredFeature<Caller>());

    public bool Can(Ability ability) => Abilities.Contains(ability);
}
