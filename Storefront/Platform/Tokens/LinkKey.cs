using System.Globalization;

namespace Storefront.Platform.Tokens;

/// <summary>The secret of a mailed link, and the key under which its token is found. Both begin with the moment the link was made, so that keys of links made one
/// after another stand side by side in the index, where each hash alone would touch a page of its own.</summary>
/// <remarks>The moment tells nothing that the mail's date does not; the 256 bits behind it are what nobody guesses, and of them only the hash is kept.</remarks>
public static class LinkKey
{
    private const int MomentBytes = 6;
    private const int MomentLength = 2 * MomentBytes;

    /// <summary>Makes the secret of a link: twelve hexadecimal digits of Unix milliseconds, and a <see cref="Secret"/>.</summary>
    public static string NewSecret(DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{now.ToUnixTimeMilliseconds():x12}{Secret.New()}");

    /// <summary>The key of a link's secret: the moment in six bytes and the SHA-256 of the whole text; of any other text the hash alone, as links had it before.</summary>
    public static byte[] Of(string secret) =>
        secret.Length == MomentLength + Secret.Length && TryReadMoment(secret, out var moment) ? [.. moment, .. Secret.Hash(secret)] : Secret.Hash(secret);

    private static bool TryReadMoment(string secret, out byte[] moment)
    {
        moment = new byte[MomentBytes];
        return Convert.FromHexString(secret.AsSpan(0, MomentLength), moment, out _, out _) == System.Buffers.OperationStatus.Done;
    }
}
