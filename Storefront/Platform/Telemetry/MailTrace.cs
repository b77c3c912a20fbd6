using System.Buffers;
using System.Diagnostics;

namespace Storefront.Platform.Telemetry;

/// <summary>Carries a trace through the outbox in the Message-ID: its first part is the trace and the span that wrote the mail.</summary>
/// <remarks>The Message-ID outlives the mail's content, so that a bounce days later still belongs to the request that caused the mail. Both
/// numbers are random. Without a recorded trace the part is a random number as well.</remarks>
public static class MailTrace
{
    private const int TraceLength = 32;
    private const int SpanLength = 16;
    private static readonly SearchValues<char> _hex = SearchValues.Create("0123456789abcdef");

    /// <summary>The part of a new Message-ID before its domain.</summary>
    public static string NewId(DateTimeOffset now)
    {
        using var activity = Activities.Source.StartActivity("mail create", ActivityKind.Producer);
        return activity is { Recorded: true } ? $"{activity.TraceId}.{activity.SpanId}" : $"{Guid.CreateVersion7(now):N}";
    }

    /// <summary>The trace in a Message-ID; empty where there is none.</summary>
    public static ActivityContext ContextOf(string messageId)
    {
        var part = messageId.AsSpan(0, Math.Max(messageId.IndexOf('@', StringComparison.Ordinal), 0));
        if (part.Length != TraceLength + 1 + SpanLength || part[TraceLength] != '.' || !IsHex(part[..TraceLength]) || !IsHex(part[^SpanLength..]))
        {
            return default;
        }

        return new(
            ActivityTraceId.CreateFromString(part[..TraceLength]), ActivitySpanId.CreateFromString(part[^SpanLength..]),
            ActivityTraceFlags.Recorded, isRemote: true);
    }

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(_hex);
}
