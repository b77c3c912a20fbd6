using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Storefront.Domain.Erasure;

/// <summary>The counted result of an erasure, without personal data: shown to the customer once and kept for the merchant.</summary>
/// <remarks>The receipt's number is random and identifies nobody. The check value is derived from every other column, so whoever has it can
/// verify that the row is unchanged.</remarks>
public sealed class DeletionReceipt : IImmutableRow
{
    private const int CheckBytes = 16;
    private const int GroupLength = 4;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public long MerchantId { get; init; }
    public DateTimeOffset DeletedAt { get; init; }

    /// <summary>The fingerprint of the erasure plan that was executed.</summary>
    public required string Plan { get; init; }

    /// <summary><see cref="Lines"/> as they are stored.</summary>
    public required string Counts { get; init; }

    [JsonIgnore]
    public IReadOnlyList<ErasureLine> Lines => JsonSerializer.Deserialize<IReadOnlyList<ErasureLine>>(Counts)!;

    /// <summary>Half of a SHA-256 hash, in groups of four characters.</summary>
    [JsonIgnore]
    public string Check
    {
        get
        {
            var told = string.Create(
                CultureInfo.InvariantCulture, $"deletion receipt\n{Id:N}\n{MerchantId}\n{DeletedAt.ToUnixTimeMilliseconds()}\n{Plan}\n{Counts}");
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
