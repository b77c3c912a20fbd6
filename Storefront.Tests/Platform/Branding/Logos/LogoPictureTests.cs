using System.Buffers.Binary;
using System.IO.Compression;
using Storefront.Platform.Branding.Logos;

namespace Storefront.Tests.Platform.Branding.Logos;

/// <summary>The logo for mail programs, read back from its file.</summary>
public sealed class LogoPictureTests
{
    private static readonly (int, int, int, int) Plate = (0x14, 0x53, 0x2d, 255);
    private static readonly (int, int, int, int) Sign = (0xbb, 0xf7, 0xd0, 255);

    [Theory]
    [InlineData("M16 16H48V48H16Z", true)]
    [InlineData("m16,16 32 0 0 32-32 0z", true)]
    [InlineData("M32 8A24 24 0 0 1 32 56A24 24 0 0 1 32 8", true)]
    [InlineData("M8 32a24 24 0 0148 0a24 24 0 01-48 0", true)]
    [InlineData("M16 16C16 60 48 60 48 16Z", true)]
    [InlineData("M8 8H56V56H8Z M16 16V48H48V16Z", false)]
    [InlineData("M0 0H4V4H0Z", false)]
    [InlineData("", false)]
    [InlineData("M", false)]
    [InlineData("L1 1", false)]
    [InlineData("<script>", false)]
    [InlineData("M16 16 H 1e999 nonsense", false)]
    public void The_mark_is_filled_by_the_nonzero_rule(string path, bool inTheMiddle) => Assert.Equal(inTheMiddle ? Sign : Plate, Dot(path, 80, 80));

    [Fact]
    public void The_background_has_transparent_round_corners() =>
        Assert.Equal((0, 255, 0), (Dot("", 0, 0).Item4, Dot("", 80, 1).Item4, Dot("", 159, 159).Item4));

    private static (int, int, int, int) Dot(string path, int x, int y)
    {
        var file = LogoPicture.Of(new Merchant
        {
            Name = "Birch",
            SenderAddress = "a@b.example",
            SupportAddress = "a@b.example",
            PrimaryColor = "#14532d",
            AccentColor = "#bbf7d0",
            LogoPath = path
        });
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        Assert.Equal(
            (LogoPicture.Size, LogoPicture.Size),
            (BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20))));
        var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(33));
        using var zlib = new ZLibStream(new MemoryStream(file, 41, length), CompressionMode.Decompress);
        using var dots = new MemoryStream();
        zlib.CopyTo(dots);
        var at = (y * ((LogoPicture.Size * 4) + 1)) + 1 + (x * 4);
        return dots.ToArray()[at..(at + 4)] is [var red, var green, var blue, var opacity] ? (red, green, blue, opacity) : default;
    }
}
