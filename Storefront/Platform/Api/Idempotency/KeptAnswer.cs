using System.Buffers.Binary;
using System.Text.Json;

namespace Storefront.Platform.Api.Idempotency;

/// <summary>A status and the envelope's bytes, as they were sent once and are sent again.</summary>
public sealed record KeptAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    public const string ReplayHeader = "Idempotent-Replayed";

    /// <summary>Whether the first answer is final: not a 401, a 429 or a 5xx.</summary>
    public bool IsKept => Status is < 500 and not (StatusCodes.Status401Unauthorized or StatusCodes.Status429TooManyRequests);

    /// <summary>The customer whom the answer concerns, by the API's names: <c>customer_id</c>, and <c>id</c> of a <c>customer</c>; null
    /// when it concerns nobody.</summary>
    /// <exception cref="InvalidOperationException">It concerns several: erasing one of them would have to empty it for all.</exception>
    public long? CustomerId()
    {
        if (Body.IsEmpty)
        {
            return null;
        }

        using var document = JsonDocument.Parse(Body);
        return CustomersIn(document.RootElement).Distinct().Select(id => (long?)id).SingleOrDefault();
    }

    /// <summary>The canonical form of the request's address, when the answer shows an address; the masked form counts too.</summary>
    public string? Address(ReadOnlyMemory<byte> request)
    {
        if (Body.IsEmpty)
        {
            return null;
        }

        using var document = JsonDocument.Parse(Body);
        return TextsIn(document.RootElement).Any(text => text.Contains('@', StringComparison.Ordinal))
            && EmailAddress.Check(EmailIn(request), out var address) is null ? address.Canonical : null;
    }

    /// <summary>Sends the answer again.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.Headers[ReplayHeader] = "true";
        if (!Body.IsEmpty)
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.Body.WriteAsync(Body, context.RequestAborted);
        }
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[sizeof(int) + Body.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Status);
        Body.Span.CopyTo(bytes.AsSpan(sizeof(int)));
        return bytes;
    }

    public static KeptAnswer Of(byte[] bytes) => new(BinaryPrimitives.ReadInt32BigEndian(bytes), bytes.AsMemory(sizeof(int)));

    // A request that is no object has no address, and gets an answer without one.
    private static string? EmailIn(ReadOnlyMemory<byte> request)
    {
        var reader = new Utf8JsonReader(request.Span);
        return !request.IsEmpty && JsonDocument.TryParseValue(ref reader, out var document)
            && document.RootElement is { ValueKind: JsonValueKind.Object } body
            && body.TryGetProperty("email", out var email) && email.ValueKind == JsonValueKind.String ? email.GetString() : null;
    }

    private static IEnumerable<string> TextsIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => TextsIn(field.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(TextsIn),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    private static IEnumerable<long> CustomersIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => (field.Name, field.Value.ValueKind) switch
        {
            ("customer_id", JsonValueKind.Number) => [field.Value.GetInt64()],
            ("customer", JsonValueKind.Object) when field.Value.TryGetProperty("id", out var id) => [id.GetInt64()],
            _ => CustomersIn(field.Value),
        }),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(CustomersIn),
        _ => [],
    };
}
