using System.Buffers.Binary;
using System.IO.Compression;

namespace Storefront.Platform.Branding.Logos;

/// <summary>Writes pixels as a PNG file (ISO/IEC 15948): square, eight bits each of red, green, blue and alpha.</summary>
public static class PngFile
{
    private const uint Polynomial = 0xEDB88320;
    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Write(byte[] dots, int size)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), size);
        (header[8], header[9]) = (8, 6);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Packed(dots, size));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Packed(byte[] dots, int size)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            for (var row = 0; row < size; row++)
            {
                // Each row begins with its filter type: none.
                zlib.WriteByte(0);
                zlib.Write(dots, row * size * 4, size * 4);
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Check(content, Check(type, uint.MaxValue)));
        file.Write(number);
    }

    private static uint Check(ReadOnlySpan<byte> bytes, uint sum)
    {
        foreach (var part in bytes)
        {
            sum ^= part;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ Polynomial;
            }
        }

        return sum;
    }
}
