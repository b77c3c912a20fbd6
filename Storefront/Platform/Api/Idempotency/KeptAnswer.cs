using System.Buffers.Binary;
using System.Text.Json;

namespace Storefront.Platform.Api.Idempotency;

/// <summary>A status with the envelope's bytes, as it was given once and is given again.</summary>
public sealed record KeptAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    public const string ReplayHeader = "Idempotent-Replayed";

    /// <summary>Whether the first answer decides: not where nobody was let in, too much was asked, or we failed.</summary>
    public bool IsKept => Status is < 500 and not (StatusCodes.Status401Unauthorized or StatusCodes.Status429TooManyRequests);

    /// <summary>The customer of whom the answer speaks, by the wire's names: <c>customer_id</c>, and <c>id</c> of a <c>customer</c>; null where it speaks of nobody.</summary>
    /// <exception cref="InvalidOperationException">It speaks of several: erasing one of them would have to empty it for all.</exception>
    public long? CustomerId()
    {
        if (Body.IsEmpty)
        {
            return null;
        }

        using var document = JsonDocument.Parse(Body);
        return CustomersIn(document.RootElement).Distinct().Select(id => (long?)id).SingleOrDefault();
    }

    /// <summary>Gives the answer again.</summary>
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
