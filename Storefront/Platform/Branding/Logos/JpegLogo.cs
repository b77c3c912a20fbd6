using System.Buffers.Binary;

namespace Storefront.Platform.Branding.Logos;

/// <summary>Rebuilds a JPEG from the segments that draw (ITU T.81), its colour profile and its orientation: no comments, camera data or
/// thumbnails, and nothing after its end.</summary>
internal static class JpegLogo
{
    private const byte End = 0xD9;
    private const byte Scan = 0xDA;
    private const byte Adobe = 0xEE;
    private const byte Exif = 0xE1;
    private const byte Profile = 0xE2;
    private const int ProfileHead = 14;

    private static ReadOnlySpan<byte> ProfileName => "ICC_PROFILE\0"u8;

    /// <summary>The logo, or null when the file does not begin as a JPEG.</summary>
    public static LogoFile? Rebuild(ReadOnlySpan<byte> file)
    {
        if (file is not [0xFF, 0xD8, 0xFF, ..])
        {
            return null;
        }

        using var kept = new MemoryStream();
        var (orientation, profile) = ReadNotes(Unfilled(file[2..]));
        kept.Write(file[..2]);
        if (ExifOrientation.Minimal(orientation) is { } exif)
        {
            kept.Write([0xFF, Exif, 0, (byte)(2 + 6 + exif.Length), .. "Exif\0\0"u8, .. exif]);
        }

        kept.Write(profile);
        var rest = Unfilled(file[2..]);
        var (width, height) = (0, 0);
        while (rest is not [0xFF, End, ..])
        {
            var segment = Take(rest);
            var marker = segment[1];
            if (IsFrame(marker))
            {
                CheckFrame(segment, isFirst: width == 0);
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[5..]), BinaryPrimitives.ReadUInt16BigEndian(segment[7..]));
            }

            if (IsDrawing(marker))
            {
                kept.Write(segment);
            }

            rest = Unfilled(rest[segment.Length..]);
        }

        kept.Write(rest[..2]);
        return rest.Length == 2
            ? LogoFile.Of(kept, "image/jpeg", width, height, ExifOrientation.IsTurned(orientation))
            : throw LogoRefusedException.OfBroken();
    }

    // A marker may follow any number of fill bytes (B.1.1.2).
    private static ReadOnlySpan<byte> Unfilled(ReadOnlySpan<byte> rest)
    {
        while (rest is [0xFF, 0xFF, ..])
        {
            rest = rest[1..];
        }

        return rest;
    }

    // A segment with its marker and length; after the header of a scan comes its image data, up to the next marker.
    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> rest)
    {
        if (rest is not [0xFF, >= 0xC0 and < 0xFF, _, _, ..]
            || BinaryPrimitives.ReadUInt16BigEndian(rest[2..]) is var length && (length < 2 || length + 2 > rest.Length))
        {
            throw LogoRefusedException.OfBroken();
        }

        var end = length + 2;
        while (rest[1] == Scan && !(end + 1 < rest.Length && rest[end] == 0xFF && rest[end + 1] is not (0 or >= 0xD0 and <= 0xD7)))
        {
            if (++end >= rest.Length)
            {
                throw LogoRefusedException.OfBroken();
            }
        }

        return rest[..end];
    }

    // The orientation, and the parts of a colour profile in order and unchanged; none of them unless they form a profile.
    private static (int Orientation, byte[] Profile) ReadNotes(ReadOnlySpan<byte> rest)
    {
        var orientation = 1;
        using var pieces = new MemoryStream();
        using var content = new MemoryStream();
        while (rest is not [0xFF, End, ..])
        {
            var segment = Take(rest);
            if (segment[1] == Exif && segment[4..].StartsWith("Exif\0\0"u8))
            {
                orientation = ExifOrientation.Read(segment[4..]);
            }
            else if (segment[1] == Profile && segment[4..].StartsWith(ProfileName) && segment.Length > 4 + ProfileHead)
            {
                pieces.Write(segment);
                content.Write(segment[(4 + ProfileHead)..]);
            }

            rest = Unfilled(rest[segment.Length..]);
        }

        return (orientation, ColorProfile.IsProfile(content.ToArray()) ? pieces.ToArray() : []);
    }

    // Browsers draw eight bits, Huffman-coded, in one frame: baseline, extended or progressive, in grey, colour or CMYK.
    private static void CheckFrame(ReadOnlySpan<byte> segment, bool isFirst)
    {
        if (segment.Length < 10 || segment[1] is not (0xC0 or 0xC1 or 0xC2) || segment[4] != 8 || segment[9] is not (1 or 3 or 4) || !isFirst)
        {
            throw LogoRefusedException.OfUndrawnJpeg();
        }
    }

    // Start of frame, in every coding, JPEG-LS too; C4, C8 and CC are tables, and CC is only for arithmetic coding.
    private static bool IsFrame(byte marker) => marker is (>= 0xC0 and <= 0xCF and not (0xC4 or 0xC8)) or 0xDE or 0xDF or 0xF7;

    // Tables, frames, scans, restarts, and Adobe's segment that defines the colour transform.
    private static bool IsDrawing(byte marker) => marker is >= 0xC0 and <= 0xCF or >= 0xDA and <= 0xDD or Adobe;
}
