using System.Buffers.Binary;

namespace Storefront.Platform.Branding.Logos;

/// <summary>Rebuilds a WebP from the chunks that draw (RFC 9649), its colour profile and its orientation: no camera data, metadata or
/// animation, and nothing after its end.</summary>
internal static class WebpLogo
{
    private const int Head = 12;
    private const int Frame = 8;
    private const byte Movement = 0x02;
    private const byte Alpha = 0x10;
    private const byte Notes = 0x08;
    private const byte Profile = 0x20;
    private const int Flags = Head + Frame;

    /// <summary>The logo, or null when the file does not begin as a WebP.</summary>
    public static LogoFile? Rebuild(ReadOnlySpan<byte> file)
    {
        if (file.Length < Head || !file.StartsWith("RIFF"u8) || !file[8..].StartsWith("WEBP"u8))
        {
            return null;
        }

        using var kept = new MemoryStream();
        kept.Write(file[..Head]);
        var rest = file[Head..];
        var (width, height, orientation) = (0, 0, 1);
        while (!rest.IsEmpty)
        {
            var chunk = Take(rest);
            if (SizeOf(chunk) is { } size)
            {
                (width, height) = size;
            }

            orientation = chunk.StartsWith("EXIF"u8) ? ExifOrientation.Read(ContentOf(chunk)) : orientation;
            Keep(chunk, kept);
            rest = rest[chunk.Length..];
        }

        if (IsExtended(kept) && ExifOrientation.Minimal(orientation) is { } exif)
        {
            kept.Write([.. "EXIF"u8, (byte)exif.Length, 0, 0, 0, .. exif]);
            kept.GetBuffer()[Flags] |= Notes;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(kept.GetBuffer().AsSpan(4), (uint)kept.Length - 8);
        return BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) == file.Length - 8 && width > 0
            ? LogoFile.Of(
                kept, "image/webp", width, height, IsExtended(kept) && ExifOrientation.IsTurned(orientation)) : throw LogoRefusedException.OfBroken();
    }

    // Only the extended form can hold metadata and a profile: its header announces them.
    private static bool IsExtended(MemoryStream kept) => kept.Length > Flags && kept.GetBuffer().AsSpan(Head).StartsWith("VP8X"u8);

    // Without the padding byte of an odd length.
    private static ReadOnlySpan<byte> ContentOf(ReadOnlySpan<byte> chunk) =>
        chunk.Slice(Frame, (int)BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]));

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> rest)
    {
        // Chunks of odd length are followed by one padding byte.
        if (
            rest.Length < Frame
                || BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]) is var length && length + (length & 1) > (uint)(rest.Length - Frame))
        {
            throw LogoRefusedException.OfBroken();
        }

        return rest[..(int)(Frame + length + (length & 1))];
    }

    private static void Keep(ReadOnlySpan<byte> chunk, MemoryStream kept)
    {
        if (chunk.StartsWith("VP8X"u8))
        {
            if (chunk.Length != Frame + 10 || (chunk[Frame] & Movement) != 0)
            {
                throw LogoRefusedException.OfBroken();
            }

            // Of the announced flags, only transparency is kept; the others are set again when their chunk follows.
            var head = chunk.ToArray();
            head[Frame] &= Alpha;
            kept.Write(head);
        }
        else if (chunk.StartsWith("VP8 "u8) || chunk.StartsWith("VP8L"u8) || chunk.StartsWith("ALPH"u8))
        {
            kept.Write(chunk);
        }
        else if (chunk.StartsWith("ICCP"u8) && IsExtended(kept) && ColorProfile.IsProfile(ContentOf(chunk)))
        {
            kept.Write(chunk);
            kept.GetBuffer()[Flags] |= Profile;
        }
        else if (chunk.StartsWith("ANIM"u8) || chunk.StartsWith("ANMF"u8))
        {
            throw LogoRefusedException.OfBroken();
        }
    }

    // Lossy: after the start code of a key frame. Lossless: 14 bits each after the signature. Extended: 24 bits each, minus one; it comes
    // first.
    private static (int Width, int Height)? SizeOf(ReadOnlySpan<byte> chunk) => chunk switch
    {
        _ when chunk.StartsWith("VP8 "u8) && chunk.Length > Frame + 10 && chunk[(Frame + 3)..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
            => (
                BinaryPrimitives.ReadUInt16LittleEndian(chunk[(Frame + 6)..]) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(chunk[(Frame + 8)..]) & 0x3FFF),
        _ when chunk.StartsWith("VP8L"u8) && chunk.Length > Frame + 5 && chunk[Frame] == 0x2F
            && BinaryPrimitives.ReadUInt32LittleEndian(chunk[(Frame + 1)..]) is var bits
            => ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1),
        _ => null,
    };
}
