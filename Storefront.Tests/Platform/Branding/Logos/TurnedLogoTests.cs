using System.Buffers.Binary;
using System.Text;
using Storefront.Platform.Branding.Logos;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Branding.Logos;

/// <summary>A picture keeps its way up and its colours, and nothing else that a camera wrote.</summary>
public sealed class TurnedLogoTests
{
    private const string Place = "GPS 52.37 4.89";

    public static TheoryData<string, int, bool> Turned
    {
        get
        {
            var rows = new TheoryData<string, int, bool>();
            foreach (var kind in new[] { "jpeg", "png", "webp" })
            {
                for (var orientation = 2; orientation <= 8; orientation++)
                {
                    rows.Add(kind, orientation, true);
                    rows.Add(kind, orientation, false);
                }
            }

            return rows;
        }
    }

    [Theory, MemberData(nameof(Turned))]
    public void The_way_up_is_kept_and_the_place_is_not(string kind, int orientation, bool isLittleEndian)
    {
        var logo = Accepted(Picture(kind, exif: Exif(orientation, isLittleEndian)));
        var text = Encoding.Latin1.GetString(logo.Content);

        Assert.DoesNotContain(Place, text, StringComparison.Ordinal);
        Assert.Contains("MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0" + (char)orientation, text, StringComparison.Ordinal);
        Assert.Equal(orientation > 4 ? (40, 120) : (120, 40), (logo.Width, logo.Height));

        // What we made is taken again as it is.
        Assert.Equal(logo.Content, Accepted(logo.Content).Content);
    }

    public static TheoryData<string, byte[]> NoWayUp => new()
    {
        { "upright", Exif(1, false) },
        { "a number that means nothing", Exif(9, true) },
        { "zero", Exif(0, true) },
        { "nothing behind the head", [.. "II*\0"u8, 8, 0, 0, 0] },
        { "a list far behind the end", [.. "MM\0*"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0, 1] },
        { "more entries than there are", [.. "II*\0"u8, 8, 0, 0, 0, 0xFF, 0xFF, 0, 1] },
        { "another format", Encoding.Latin1.GetBytes(Place) },
        { "nothing", [] },
    };

    [Theory, MemberData(nameof(NoWayUp))]
    public void Notes_that_say_no_way_up_are_left_out_whole(string name, byte[] exif)
    {
        foreach (var kind in new[] { "jpeg", "png", "webp" })
        {
            var logo = Accepted(Picture(kind, exif: exif));

            Assert.True(logo is { Width: 120, Height: 40 }, $"{name} in {kind}");
            Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(logo.Content), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Place, Encoding.Latin1.GetString(logo.Content), StringComparison.Ordinal);
        }
    }

    [Theory, InlineData("jpeg"), InlineData("png"), InlineData("webp")]
    public void A_colour_profile_is_kept(string kind)
    {
        var logo = Accepted(Picture(kind, profile: Pictures.Profile()));

        Assert.Contains(
            kind switch { "png" => "iCCPicc", "webp" => "ICCP", _ => "ICC_PROFILE" },
            Encoding.Latin1.GetString(logo.Content).Replace("\0", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(logo.Content, Accepted(logo.Content).Content);
    }

    [Theory, InlineData("jpeg"), InlineData("png"), InlineData("webp")]
    public void What_stands_in_the_place_of_a_profile_is_left_out(string kind)
    {
        var cut = Pictures.Profile()[..^1];
        foreach (var profile in new[] { cut, Encoding.Latin1.GetBytes(Place), [], new byte[300] })
        {
            var text = Encoding.Latin1.GetString(Accepted(Picture(kind, profile: profile)).Content);

            Assert.DoesNotContain(Place, text, StringComparison.Ordinal);
            Assert.DoesNotContain("ICC", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void A_profile_that_unfolds_without_end_is_left_out()
    {
        var bomb = new byte[50 * 1024 * 1024];
        BinaryPrimitives.WriteInt32BigEndian(bomb, bomb.Length);
        "acsp"u8.CopyTo(bomb.AsSpan(36));

        Assert.DoesNotContain("iCCP", Encoding.Latin1.GetString(Accepted(Picture("png", profile: bomb)).Content), StringComparison.Ordinal);
    }

    [Fact]
    public void A_webp_announces_what_it_still_holds()
    {
        Assert.Equal(0x10, Accepted(Picture("webp", exif: Exif(1, true))).Content[20]);
        Assert.Equal(0x18, Accepted(Picture("webp", exif: Exif(6, true))).Content[20]);
        Assert.Equal(0x38, Accepted(Picture("webp", exif: Exif(6, true), profile: Pictures.Profile())).Content[20]);
    }

    [Theory]
    [InlineData(0xC3), InlineData(0xC5), InlineData(0xC6), InlineData(0xC7), InlineData(0xC9), InlineData(0xCA), InlineData(0xCB), InlineData(0xCD),
        InlineData(0xCE), InlineData(0xCF), InlineData(0xF7)]
    [InlineData(0xC0, 12), InlineData(0xC1, 12), InlineData(0xC2, 16), InlineData(0xC0, 8, 2), InlineData(0xC0, 8, 5)]
    public void A_JPEG_that_no_browser_draws_is_refused_with_the_way_to_export_it(byte marker, byte bits = 8, byte colours = 1) =>
        Assert.Contains(
            "Export it as a plain JPEG", LogoFile.Check(Pictures.JpegOfKind(marker, bits, colours), out _)?.English, StringComparison.Ordinal);

    [Theory, InlineData(0xC0, 1), InlineData(0xC0, 3), InlineData(0xC1, 3), InlineData(0xC2, 3), InlineData(0xC2, 4)]
    public void A_JPEG_that_browsers_draw_is_taken(byte marker, byte colours) =>
        Assert.Equal("image/jpeg", Accepted(Pictures.JpegOfKind(marker, colours: colours)).MediaType);

    [Fact]
    public void Two_frames_and_a_table_for_arithmetic_coding_are_refused()
    {
        var plain = Pictures.Jpeg(120, 40);
        byte[] table = [.. plain[..2], 0xFF, 0xCC, 0, 4, 0, 0, .. plain[2..]];
        byte[] twice = [.. plain[..^2], .. plain[2..]];

        Assert.All(
            [table, twice], file => Assert.Contains("that browsers do not draw", LogoFile.Check(file, out _)?.English, StringComparison.Ordinal));
    }

    [Fact]
    public void Empty_bytes_before_a_marker_are_no_damage()
    {
        var plain = Pictures.Jpeg(120, 40);
        byte[] filled = [.. plain[..2], 0xFF, 0xFF, .. plain[2..^2], 0xFF, 0xFF, .. plain[^2..]];

        Assert.Equal(plain, Accepted(filled).Content);
    }

    private static byte[] Picture(string kind, byte[]? exif = null, byte[]? profile = null) => kind switch
    {
        "jpeg" => Pictures.Jpeg(120, 40, exif, profile),
        "png" => Pictures.Png(120, 40, exif, profile),
        _ => Pictures.Webp(120, 40, exif, profile),
    };

    // As cameras write it: other notes before and behind, and a place.
    private static byte[] Exif(int orientation, bool isLittleEndian)
    {
        byte[] Short(int value) => isLittleEndian ? [(byte)value, (byte)(value >> 8)] : [(byte)(value >> 8), (byte)value];
        byte[] Long(int value) => isLittleEndian ? [.. Short(value), 0, 0] : [0, 0, .. Short(value)];
        return
        [
            .. isLittleEndian ? "II*\0"u8 : "MM\0*"u8, .. Long(8), .. Short(3),
            .. Short(0x010F), .. Short(2), .. Long(4), .. "Cam\0"u8,
            .. Short(0x0112), .. Short(3), .. Long(1), .. Short(orientation), 0, 0,
            .. Short(0x8825), .. Short(2), .. Long(Place.Length), .. Long(50), .. Long(0), .. Encoding.Latin1.GetBytes(Place),
        ];
    }

    private static LogoFile Accepted(byte[] file)
    {
        Assert.Null(LogoFile.Check(file, out var logo)?.English);
        return logo!;
    }
}
