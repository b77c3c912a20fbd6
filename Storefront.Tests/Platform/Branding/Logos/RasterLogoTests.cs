using System.Text;
using Storefront.Platform.Branding.Logos;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Branding.Logos;

/// <summary>An image is recognized by its content, and only its drawing parts are kept.</summary>
public sealed class RasterLogoTests
{
    private const string Note = "GPS 52.37 4.89 <script>alert(1)</script>";

    [Fact]
    public void Each_image_type_is_recognized_by_content_and_keeps_its_size()
    {
        Assert.Equal(("image/png", 120, 40), Told(Pictures.Png(120, 40)));
        Assert.Equal(("image/jpeg", 120, 40), Told(Pictures.Jpeg(120, 40)));
        Assert.Equal(("image/webp", 120, 40), Told(Pictures.Webp(120, 40)));
    }

    [Fact]
    public void A_plain_image_stays_unchanged() =>
        Assert.All([Pictures.Png(64, 64), Pictures.Jpeg(64, 64), Pictures.Webp(64, 64)], file => Assert.Equal(file, Accepted(file).Content));

    [Fact]
    public void Comments_locations_and_camera_data_are_dropped()
    {
        Assert.Equal(Pictures.Png(64, 64), Accepted(Pictures.Png(64, 64, [("tEXt", Note), ("eXIf", Note), ("acTL", Note)])).Content);
        Assert.Equal(Pictures.Jpeg(64, 64), Accepted(Pictures.Jpeg(64, 64, Note)).Content);
        var webp = Accepted(Pictures.Webp(64, 64, Note)).Content;
        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(webp), StringComparison.Ordinal);
        Assert.Equal(0x10, webp[20]);
        Assert.Equal(webp.Length - 8, BitConverter.ToInt32(webp, 4));
    }

    public static TheoryData<string, byte[]> Hostile => new()
    {
        { "a page behind a PNG", Pictures.Png(64, 64, behind: Note) },
        { "an archive behind a JPEG", Pictures.Jpeg(64, 64, behind: "PK\u0003\u0004") },
        { "a page behind a WebP", Pictures.Webp(64, 64, behind: Note) },
        { "a WebP that moves", Pictures.Webp(64, 64, moves: true) },
        { "half a PNG", Pictures.Png(64, 64)[..40] },
        { "half a JPEG", Pictures.Jpeg(64, 64)[..^2] },
        { "half a WebP", Pictures.Webp(64, 64)[..^3] },
        { "a PNG with a wrong checksum", Changed(Pictures.Png(64, 64), 30) },
        { "a PNG without a head", [.. Pictures.Png(64, 64)[..8], .. Pictures.Png(64, 64)[33..]] },
        { "a JPEG without a picture", [0xFF, 0xD8, 0xFF, 0xD9] },
        { "a PNG too small to see", Pictures.Png(8, 64) },
        { "a PNG like a wall", Pictures.Png(16, 2049) },
        { "a PNG like a ribbon", Pictures.Png(320, 16) },
        { "a GIF", [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, (byte)';'] },
        { "a page", Encoding.ASCII.GetBytes("<!DOCTYPE html><script>alert(1)</script>") },
        { "nothing", [] },
        { "too heavy to travel with every page", Pictures.Noise(128, 128) },
        { "too much", Pictures.Png(64, 64, [("tEXt", new('x', 100 * 1024))]) },
    };

    [Theory, MemberData(nameof(Hostile))]
    public void An_invalid_logo_is_refused_with_a_message(string name, byte[] file)
    {
        var problem = LogoFile.Check(file, out _);

        Assert.True(problem?.English.StartsWith("The logo ", StringComparison.Ordinal) == true, $"{name}: {problem}");
    }

    [Fact]
    public void A_too_large_logo_is_refused_with_its_size_and_advice() => Assert.Equal(
        "The logo would weigh 18 KB on a page, and 8 are enough: it is shown at most 64 pixels high. Export it as SVG, or as WebP or PNG 128 pixels "
            + "high.",
        LogoFile.Check(Pictures.Noise(128, 128), out _)?.English);

    [Fact]
    public void A_changed_image_has_another_name() => Assert.NotEqual(Accepted(Pictures.Png(64, 64)).Name, Accepted(Pictures.Png(64, 65)).Name);

    private static (string, int, int) Told(byte[] file) => (Accepted(file).MediaType, Accepted(file).Width, Accepted(file).Height);

    private static byte[] Changed(byte[] file, int at)
    {
        file[at] ^= 1;
        return file;
    }

    private static LogoFile Accepted(byte[] file)
    {
        Assert.Null(LogoFile.Check(file, out var logo)?.English);
        return logo!;
    }
}
