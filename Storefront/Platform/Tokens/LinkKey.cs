using System.Globalization;

namespace Storefront.Platform.Tokens;

/// <summary>The secret of a mailed link, and the key of its token. Both begin with the creation time, so that keys of consecutive links are
/// adjacent in the index; hashes alone would touch a page each.</summary>
/// <remarks>The time reveals no more than the mail's date. The 256 random bits after it cannot be guessed, and only their hash is
/// stored.</remarks>
public static class LinkKey
{
    private const int MomentBytes = 6;
    private const int MomentLength = 2 * MomentBytes;

    /// <summary>The length of a link's secret: a current one, and an older one without its time.</summary>
    public static readonly IReadOnlyList<int> Lengths = [MomentLength + Secret.Length, Secret.Length];

    /// <summary>Creates a link's secret: twelve hexadecimal digits of Unix milliseconds, and a <see cref="Secret"/>.</summary>
    public static string NewSecret(DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{now.ToUnixTimeMilliseconds():x12}{Secret.New()}");

    /// <summary>The key of a link's secret: the time in six bytes and the SHA-256 of the whole text. For a secret without a time, as older
    /// links have, the hash alone.</summary>
    public static byte[] Of(string secret) =>
        secret.Length == MomentLength + Secret.Length && TryReadMoment(secret, out var moment)
            ? [.. moment, .. Secret.Hash(secret)]
            : Secret.Hash(secret);

    private static bool TryReadMoment(string secret, out byte[] moment)
    {
        moment = new byte[MomentBytes];
        return Convert.FromHexString(secret.AsSpan(0, MomentLength), moment, out _, out _) == System.Buffers.OperationStatus.Done;
    }
}
