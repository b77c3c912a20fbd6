using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Storefront.Domain.Erasure;

/// <summary>What an erasure did, counted, without a word about whom: shown to the customer once, kept for the merchant.</summary>
/// <remarks>Its number tells when and leads to nobody. The check value follows from everything else in the row: whoever was given it can
/// tell that the row still says what it said then.</remarks>
public sealed class DeletionReceipt : IImmutableRow
{
    private const int CheckBytes = 16;
    private const int GroupLength = 4;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public long MerchantId { get; init; }
    public DateTimeOffset DeletedAt { get; init; }

    /// <summary>Which declarations were carried out: the fingerprint of the erasure plan of that day.</summary>
    public required string Plan { get; init; }

    /// <summary><see cref="Lines"/> as they are kept.</summary>
    public required string Counts { get; init; }

    [JsonIgnore]
    public IReadOnlyList<ErasureLine> Lines => JsonSerializer.Deserialize<IReadOnlyList<ErasureLine>>(Counts)!;

    /// <summary>Half of a SHA-256, in groups of four signs.</summary>
    [JsonIgnore]
    public string Check
    {
        get
        {
            var told = string.Create(CultureInfo.InvariantCulture, $"deletion receipt\n{Id:N}\n{MerchantId}\n{DeletedAt.ToUnixTimeMilliseconds()}\n{Plan}\n{Counts}");
            var signs = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(told)).AsSpan(0, CheckBytes));
            return string.Join('-', signs.Chunk(GroupLength).Select(group => new string(group)));
        }
    }

    public static DeletionReceipt Of(Merchant merchant, DateTimeOffset now, string plan, IReadOnlyList<ErasureLine> lines) => new()
    {
        MerchantId = merchant.Id,
        DeletedAt = now,
        Plan = plan,
        Counts = JsonSerializer.Serialize(lines),
    };
}
