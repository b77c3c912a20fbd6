using System.Buffers.Binary;
using System.IO.Compression;

namespace Storefront.Platform.Branding.Logos;

/// <summary>Tells a colour profile (ICC.1) from other data in its place.</summary>
internal static class ColorProfile
{
    private const int HeadSize = 128;
    private const int SignatureAt = 36;

    // A screen's profile takes a few kilobytes; a logo may not be larger than this anyway.
    private const int Largest = LogoFile.MaxBytes;

    public static bool IsProfile(ReadOnlySpan<byte> content) =>
        content.Length is >= HeadSize and <= Largest
        && BinaryPrimitives.ReadUInt32BigEndian(content) == content.Length && content[SignatureAt..].StartsWith("acsp"u8);

    /// <summary>The profile as PNG compresses it, under our name; null when the chunk holds none.</summary>
    public static byte[]? Repack(ReadOnlySpan<byte> chunk)
    {
        // A name of at most 79 characters, its end, and the only compression method.
        var nameEnd = chunk.IndexOf((byte)0);
        if (
            nameEnd is < 1 or > 79 || chunk.Length < nameEnd + 2 || chunk[nameEnd + 1] != 0 || Unpack(chunk[(nameEnd + 2)..]) is not { } profile
                || !IsProfile(profile))
        {
            return null;
        }

        using var packed = new MemoryStream();
        packed.Write("icc\0\0"u8);
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(profile);
        }

        return packed.ToArray();
    }

    // Decompression stops as soon as the size is too large.
    private static byte[]? Unpack(ReadOnlySpan<byte> packed)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            var profile = new byte[Largest + 1];
            return profile[..zlib.ReadAtLeast(profile, profile.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
