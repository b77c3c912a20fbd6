using Storefront.Platform.Results;

namespace Storefront.Platform.Api.Idempotency;

/// <summary>Refusals of an idempotency key.</summary>
public static class IdempotencyErrors
{
    public const string MalformedCode = "idempotency.malformed";
    public const string Malformed = "Idempotency-Key is 1 to 255 visible ASCII characters, bare or in quotes.";

    public static readonly Refusal Mismatch = Refusal.Invalid("idempotency_key", "idempotency.mismatch", "This key was used with another body.");
    public static readonly Refusal Erased = new(
        RefusalKind.Conflict, "idempotency.erased", "The request was carried out. Its answer spoke of a customer who is erased.");

    public static readonly Refusal InProgress =
        new(RefusalKind.Conflict, "idempotency.in_progress", "A request with this key is still running.") { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>Another request was first; internal, because the client gets the first answer.</summary>
    internal static readonly Refusal Claimed = new(RefusalKind.Conflict, "idempotency.claimed", "A request with this key was carried out.");

    /// <summary>An answer that is not stored, so nothing of its request is; internal.</summary>
    internal static readonly Refusal NotKept = new(RefusalKind.Conflict, "idempotency.not_kept", "The request was not carried out.");
}
