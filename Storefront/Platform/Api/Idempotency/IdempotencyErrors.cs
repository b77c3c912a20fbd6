using Storefront.Platform.Results;

namespace Storefront.Platform.Api.Idempotency;

/// <summary>The refusals of an idempotency key (contract 4.4).</summary>
public static class IdempotencyErrors
{
    public const string MalformedCode = "idempotency.malformed";
    public const string Malformed = "Idempotency-Key is 1 to 255 visible ASCII characters, bare or in quotes.";

    public static readonly Refusal Mismatch = Refusal.Invalid("idempotency_key", "idempotency.mismatch", "This key was used with another body.");
    public static readonly Refusal Erased = new(RefusalKind.Conflict, "idempotency.erased", "The request was carried out. Its answer spoke of a customer who is erased.");

    public static readonly Refusal InProgress =
        new(RefusalKind.Conflict, "idempotency.in_progress", "A request with this key is still running.") { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>Somebody else was first; never told, because the answer of the first one is.</summary>
    internal static readonly Refusal Claimed = new(RefusalKind.Conflict, "idempotency.claimed", "A request with this key was carried out.");

    /// <summary>An answer that is not kept, so that nothing of its request is; never told either.</summary>
    internal static readonly Refusal NotKept = new(RefusalKind.Conflict, "idempotency.not_kept", "The request was not carried out.");
}
