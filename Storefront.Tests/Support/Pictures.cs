using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Storefront.Tests.Support;

/// <summary>Small images, made byte by byte, with whatever a test hides in them.</summary>
internal static class Pictures
{
    /// <summary>A grey PNG of a size, with more chunks before its end and more bytes after it.</summary>
    public static byte[] Png(int width, int height, (string Name, string Text)[]? more = null, string behind = "") =>
        Png(width, height, new byte[(width + 1) * height], more, behind);

    /// <summary>A PNG of random dots, which does not compress.</summary>
    public static byte[] Noise(int width, int height)
    {
        var rows = Enumerable.Range(0, (width + 1) * height / 32 + 1)
            .SelectMany(piece => System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(piece))).Take((width + 1) * height);
        return Png(width, height, [.. rows.Select((dot, at) => at % (width + 1) == 0 ? (byte)0 : dot)]);
    }

    /// <summary>A drawing of random lines with a number of corners.</summary>
    public static byte[] Scribble(int corners) => Encoding.UTF8.GetBytes(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 999 333\"><path d=\"M0 0"
            + string.Concat(Enumerable.Range(0, corners)
                .Select(corner => BitConverter.ToUInt32(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(corner))))
                .Select(place => $"L{place % 999} {place / 999 % 333}"))
            + "\"/></svg>");

    private static byte[] Png(int width, int height, byte[] rows, (string Name, string Text)[]? more = null, string behind = "")
    {
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        head[8] = 8;
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            zlib.Write(rows);
        }

        return
        [
            0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", head), .. (more ?? [])
                .SelectMany(chunk => Chunk(chunk.Name, Encoding.Latin1.GetBytes(chunk.Text))),
            .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", []), .. Encoding.Latin1.GetBytes(behind),
        ];
    }

    /// <summary>The frame of a JPEG of a size; enough for code that only reads its segments.</summary>
    public static byte[] Jpeg(int width, int height, string note = "", string behind = "") =>
    [
        0xFF, 0xD8, .. note.Length == 0
            ? []
            : Segment(0xE0, "JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0"), .. note.Length == 0
            ? []
            : Segment(0xE1, note), .. note.Length == 0
            ? []
            : Segment(0xFE, note), .. Segment(0xDB, new string('\u0001', 65)),
        0xFF, 0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0,
        1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4, 0xFF, 0xD9, .. Encoding.Latin1.GetBytes(behind),
    ];

    /// <summary>A lossless WebP of a size, in the extended form when it carries metadata.</summary>
    public static byte[] Webp(int width, int height, string note = "", bool moves = false, string behind = "")
    {
        var picture = new byte[6];
        picture[0] = 0x2F;
        BinaryPrimitives.WriteUInt32LittleEndian(picture.AsSpan(1), (uint)((width - 1) | ((height - 1) << 14)));
        var extended = new byte[10];
        extended[0] = (byte)(0x10 | (note.Length > 0 ? 0x0C : 0) | (moves ? 0x02 : 0));
        byte[] chunks = [
            .. "WEBP"u8, .. note.Length > 0 || moves ? Riff("VP8X", extended) : [], .. Riff("VP8L", picture),
            .. note.Length > 0 ? Riff("EXIF", Encoding.Latin1.GetBytes(note)) : []
        ];
        return [.. Riff("RIFF", chunks), .. Encoding.Latin1.GetBytes(behind)];
    }

    /// <summary>A PNG with a camera's notes and a colour profile, each as its format packs it.</summary>
    public static byte[] Png(int width, int height, byte[]? exif, byte[]? profile)
    {
        var packed = new MemoryStream();
        packed.Write(Encoding.Latin1.GetBytes("GPS 52.37 4.89\0\0"));
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            zlib.Write(profile ?? []);
        }

        return Png(
            width, height,
            [
                .. profile is null ? [] : new[] { ("iCCP", Encoding.Latin1.GetString(packed.ToArray())) },
                .. exif is null ? [] : new[] { ("eXIf", Encoding.Latin1.GetString(exif)) }
            ]);
    }

    /// <summary>A JPEG with a camera's notes and a colour profile in two pieces.</summary>
    public static byte[] Jpeg(int width, int height, byte[]? exif, byte[]? profile)
    {
        var plain = Jpeg(width, height);
        var half = (profile?.Length ?? 0) / 2;
        return
        [
            .. plain[..2],
            .. exif is null ? [] : Segment(0xE1, "Exif\0\0" + Encoding.Latin1.GetString(exif)),
            .. profile is null ? [] : Segment(0xE2, "ICC_PROFILE\0\u0001\u0002" + Encoding.Latin1.GetString(profile[..half])),
            .. profile is null ? [] : Segment(0xE2, "ICC_PROFILE\0\u0002\u0002" + Encoding.Latin1.GetString(profile[half..])),
            .. plain[2..],
        ];
    }

    /// <summary>A WebP in the extended form with a camera's notes and a colour profile.</summary>
    public static byte[] Webp(int width, int height, byte[]? exif, byte[]? profile)
    {
        var plain = Webp(width, height);
        var extended = new byte[10];
        extended[0] = (byte)(0x10 | (exif is null ? 0 : 0x08) | (profile is null ? 0 : 0x20));
        return Riff(
            "RIFF",
            [
                .. "WEBP"u8, .. Riff("VP8X", extended), .. profile is null ? [] : Riff("ICCP", profile), .. plain[12..],
                .. exif is null ? [] : Riff("EXIF", exif)
            ]);
    }

    /// <summary>The frame of a JPEG that is coded in another way, or of more bits or other colours.</summary>
    public static byte[] JpegOfKind(byte marker, byte bits = 8, byte colours = 1)
    {
        var file = Jpeg(120, 40);
        var frame = file.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        (file[frame + 1], file[frame + 4], file[frame + 9]) = (marker, bits, colours);
        return file;
    }

    /// <summary>The head of a colour profile and a little of its content.</summary>
    public static byte[] Profile()
    {
        var profile = new byte[300];
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        "acsp"u8.CopyTo(profile.AsSpan(36));
        return profile;
    }

    private static byte[] Segment(byte marker, string content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. Encoding.Latin1.GetBytes(content)];

    private static byte[] Riff(string name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        return [.. Encoding.Latin1.GetBytes(name), .. length, .. content, .. content.Length % 2 == 1 ? new byte[1] : []];
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] named = [.. Encoding.Latin1.GetBytes(name), .. content];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc(named));
        return [.. length, .. named, .. sum];
    }

    private static uint Crc(byte[] content)
    {
        var sum = uint.MaxValue;
        foreach (var bit in content.SelectMany(value => Enumerable.Range(0, 8).Select(place => (uint)(value >> place) & 1)))
        {
            sum = ((sum ^ bit) & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
        }

        return ~sum;
    }
}
