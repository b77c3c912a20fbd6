using System.Buffers.Binary;

namespace Storefront.Platform.Branding.Logos;

/// <summary>Rebuilds a PNG from the chunks that draw (W3C PNG, third edition), its colour profile and its orientation: no texts, camera
/// data or animation, and nothing after its end.</summary>
internal static class PngLogo
{
    private const int Frame = 12;
    private static readonly string[] Drawing = ["IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "IDAT", "IEND"];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The logo, or null when the file does not begin as a PNG.</summary>
    public static LogoFile? Rebuild(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Signature))
        {
            return null;
        }

        using var kept = new MemoryStream();
        kept.Write(Signature);
        var rest = file[Signature.Length..];
        var (name, width, height, isTurned) = ("", 0, 0, false);
        for (var isFirst = true; name != "IEND"; isFirst = false)
        {
            var chunk = Take(rest, out name);
            if (isFirst != (name == "IHDR"))
            {
                throw LogoRefusedException.OfBroken();
            }

            if (isFirst)
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(chunk[8..]), BinaryPrimitives.ReadInt32BigEndian(chunk[12..]));
            }

            if (Drawing.Contains(name, StringComparer.Ordinal))
            {
                kept.Write(chunk);
            }
            else if (name == "iCCP" && ColorProfile.Repack(chunk[8..^4]) is { } profile)
            {
                Write(kept, "iCCP"u8, profile);
            }
            else if (name == "eXIf" && ExifOrientation.Read(chunk[8..^4]) is var orientation && ExifOrientation.Minimal(orientation) is { } exif)
            {
                Write(kept, "eXIf"u8, exif);
                isTurned = ExifOrientation.IsTurned(orientation);
            }

            rest = rest[chunk.Length..];
        }

        return rest.IsEmpty ? LogoFile.Of(kept, "image/png", width, height, isTurned) : throw LogoRefusedException.OfBroken();
    }

    // Length, name, content, and a checksum that must match.
    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> rest, out string name)
    {
        if (rest.Length < Frame || BinaryPrimitives.ReadUInt32BigEndian(rest) is var length && length > rest.Length - Frame)
        {
            throw LogoRefusedException.OfBroken();
        }

        var chunk = rest[..((int)length + Frame)];
        name = System.Text.Encoding.Latin1.GetString(chunk[4..8]);
        var isWhole = Checksum(chunk[4..^4]) == BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]) && (name != "IHDR" || length == 13);
        return isWhole ? chunk : throw LogoRefusedException.OfBroken();
    }

    private static void Write(MemoryStream kept, ReadOnlySpan<byte> name, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        kept.Write(number);
        kept.Write(name);
        kept.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum([.. name, .. content]));
        kept.Write(number);
    }

    // The CRC-32 of the PNG specification, bit by bit: a logo is small.
    private static uint Checksum(ReadOnlySpan<byte> content)
    {
        var sum = uint.MaxValue;
        foreach (var value in content)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
            }
        }

        return ~sum;
    }
}
