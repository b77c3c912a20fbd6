using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Storefront.Platform.Identity.Imported;

/// <summary>Reads ASP.NET Identity's hashes of versions 2 and 3: base64 of a mark, the cost, the salt and the key.</summary>
internal static class IdentityHash
{
    private const int SaltLength = 16;
    private const int KeyLength = 32;
    private const int OldRounds = 1000;
    private const int OldLength = 1 + SaltLength + KeyLength;
    private const int HeadLength = 13;

    public static HashParts? Read(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            return null;
        }

        bytes = bytes[..length];
        return bytes switch
        {
            [0, ..] when length == OldLength => Parts(bytes, 1, SaltLength, OldRounds, HashAlgorithmName.SHA1),
            [1, ..] when length > HeadLength => ReadNew(bytes),
            _ => null,
        };
    }

    private static HashParts? ReadNew(byte[] bytes)
    {
        var function = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)) switch
        {
            0 => HashAlgorithmName.SHA1,
            1 => HashAlgorithmName.SHA256,
            2 => HashAlgorithmName.SHA512,
            _ => default,
        };
        var (rounds, salt) = (BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5)), BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(9)));
        return function == default || rounds is 0 or > int.MaxValue || salt is < 8 or > 64 || bytes.Length - HeadLength - salt is < 16 or > 64
            ? null : Parts(bytes, HeadLength, (int)salt, (int)rounds, function);
    }

    private static HashParts Parts(byte[] bytes, int head, int saltLength, int rounds, HashAlgorithmName function)
    {
        var (salt, key) = (bytes[head..(head + saltLength)], bytes[(head + saltLength)..]);
        return new(
            Convert.ToBase64String(key), Convert.ToBase64String((byte[])[.. bytes[..(head + saltLength)], .. new byte[key.Length]]), IsWeak: true,
            password => Convert.ToBase64String(Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, function, key.Length)))
        {
            IsTooCostly = rounds > Pbkdf2Hash.MostRounds
        };
    }
}
