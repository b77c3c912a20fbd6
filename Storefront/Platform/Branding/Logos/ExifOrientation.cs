using System.Buffers.Binary;

namespace Storefront.Platform.Branding.Logos;

/// <summary>Reads the orientation from EXIF metadata, and writes metadata that contains only the orientation.</summary>
internal static class ExifOrientation
{
    private const ushort Tag = 0x0112;
    private const int Upright = 1;
    private const int LastValue = 8;
    private const int EntrySize = 12;

    /// <summary>Whether the image is displayed with width and height exchanged.</summary>
    public static bool IsTurned(int orientation) => orientation > 4;

    /// <summary>The orientation, 1 to 8; 1, which is upright, when there is no other readable value.</summary>
    public static int Read(ReadOnlySpan<byte> tiff)
    {
        tiff = tiff.StartsWith("Exif\0\0"u8) ? tiff[6..] : tiff;
        var isLittle = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || (!isLittle && !tiff.StartsWith("MM\0*"u8)))
        {
            return Upright;
        }

        var at = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (at > tiff.Length - 2)
        {
            return Upright;
        }

        var entries = tiff[(int)at..];
        var count = Short(entries, isLittle);
        for (entries = entries[2..]; count > 0 && entries.Length >= EntrySize; count--, entries = entries[EntrySize..])
        {
            if (Short(entries, isLittle) == Tag)
            {
                return Short(entries[8..], isLittle) is var value and >= Upright and <= LastValue ? value : Upright;
            }
        }

        return Upright;
    }

    /// <summary>The smallest EXIF data with an orientation; null when it is upright.</summary>
    public static byte[]? Minimal(int orientation) => orientation == Upright ? null :
        [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, Tag >> 8, Tag & 0xFF, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    private static ushort Short(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
