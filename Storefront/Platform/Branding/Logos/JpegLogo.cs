using System.Buffers.Binary;

namespace Storefront.Platform.Branding.Logos;

/// <summary>Rebuilds a JPEG from the segments that draw (ITU T.81): no comments, camera data or thumbnails, and nothing after its
/// end.</summary>
internal static class JpegLogo
{
    private const byte End = 0xD9;
    private const byte Scan = 0xDA;
    private const byte Adobe = 0xEE;

    /// <summary>The logo, or null when the file does not begin as a JPEG.</summary>
    public static LogoFile? Rebuild(ReadOnlySpan<byte> file)
    {
        if (file is not [0xFF, 0xD8, 0xFF, ..])
        {
            return null;
        }

        using var kept = new MemoryStream();
        kept.Write(file[..2]);
        var rest = file[2..];
        var (width, height) = (0, 0);
        while (rest is not [0xFF, End, ..])
        {
            var segment = Take(rest);
            var marker = segment[1];
            if (IsFrame(marker) && segment.Length >= 9)
            {
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[5..]), BinaryPrimitives.ReadUInt16BigEndian(segment[7..]));
            }

            if (IsDrawing(marker))
            {
                kept.Write(segment);
            }

            rest = rest[segment.Length..];
        }

        kept.Write(rest[..2]);
        return rest.Length == 2 ? new(kept.ToArray(), "image/jpeg", width, height) : throw LogoRefusedException.OfBroken();
    }

    // A segment with its marker and length; after the header of a scan comes its image data, up to the next marker.
    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> rest)
    {
        if (rest is not [0xFF, >= 0xC0 and < 0xFF, _, _, ..] || BinaryPrimitives.ReadUInt16BigEndian(rest[2..]) is var length && (length < 2 || length + 2 > rest.Length))
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

    // Start of frame, in every coding; C4, C8 and CC are tables.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    // Tables, frames, scans, restarts, and Adobe's segment that defines the colour transform.
    private static bool IsDrawing(byte marker) => marker is >= 0xC0 and <= 0xCF or >= 0xDA and <= 0xDD or Adobe;
}
