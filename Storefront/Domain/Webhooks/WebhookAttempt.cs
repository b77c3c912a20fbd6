using System.Text.Json;

namespace Storefront.Domain.Webhooks;

/// <summary>One attempt to send a delivery, and what the receiver said.</summary>
/// <param name="At">When it began.</param>
/// <param name="Status">The status of the answer; null where there was none.</param>
/// <param name="DurationMs">How long it took.</param>
/// <param name="Answer">The beginning of the answer's body.</param>
/// <param name="Problem">Why it failed; null for an accepted one.</param>
public sealed record WebhookAttempt(DateTimeOffset At, int? Status, int DurationMs, string? Answer, string? Problem)
{
    /// <summary>The log of a delivery that was not tried yet.</summary>
    public const string None = "[]";

    private const int MostKept = 12;

    /// <summary>Reads a log.</summary>
    public static IReadOnlyList<WebhookAttempt> Read(string log) => JsonSerializer.Deserialize<List<WebhookAttempt>>(log)!;

    /// <summary>The log with this attempt; the oldest ones are dropped.</summary>
    public string AppendedTo(string log) => JsonSerializer.Serialize(Read(log).Append(this).TakeLast(MostKept));
}
