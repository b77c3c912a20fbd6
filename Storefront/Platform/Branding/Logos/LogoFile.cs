using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Storefront.Platform.Branding.Logos;

/// <summary>A logo that is safe to serve: recognized by its content, not its name, and rebuilt from the parts that draw.</summary>
/// <remarks>Dropped: comments, editors' metadata, locations and camera data of photos, except the orientation. What cannot be made safe is
/// refused with a message for the operator (ADR 0022).</remarks>
public sealed record LogoFile(byte[] Content, string MediaType, int Width, int Height)
{
    /// <summary>The maximum size of an imported file, including metadata of editors and cameras.</summary>
    public const int MaxBytes = 100 * 1024;

    // The rebuilt logo is part of the stylesheet of every first visit; this limit keeps a first visit within twenty kilobytes.
    private const int MaxPacked = 8 * 1024;
    private const int TallestShown = 64;
    private const int MinSide = 16;
    private const int MaxSide = 2048;
    private const int MaxRatio = 8;

    /// <summary>The file name, which changes with the content.</summary>
    public string Name => NameOf(Content, MediaType);

    public static string NameOf(byte[] content, string mediaType) =>
        Convert.ToHexStringLower(SHA256.HashData(content))[..12]
            + mediaType switch { "image/png" => ".png", "image/jpeg" => ".jpg", "image/webp" => ".webp", _ => ".svg" };

    /// <summary>A rebuilt image with its displayed size: an orientation can exchange width and height.</summary>
    internal static LogoFile Of(MemoryStream content, string mediaType, int width, int height, bool isTurned) =>
        isTurned ? new(content.ToArray(), mediaType, height, width) : new(content.ToArray(), mediaType, width, height);

    /// <summary>The logo as a data: address, for use between quotes in a stylesheet: a drawing as text, which compresses well, an image in
    /// Base64.</summary>
    public static string AsData(byte[] content, string mediaType) => mediaType == "image/svg+xml"
        ? $"data:{mediaType},{Uri.EscapeDataString(Encoding.UTF8.GetString(content)).Replace("%20", " ", StringComparison.Ordinal)}"
        : $"data:{mediaType};base64,{Convert.ToBase64String(content)}";

    public static Sentence? Check(byte[] file, out LogoFile? logo)
    {
        logo = null;
        if (file.Length > MaxBytes)
        {
            return new("The logo is larger than {0} KB.", MaxBytes / 1024);
        }

        try
        {
            var checkedLogo = PngLogo.Rebuild(file) ?? JpegLogo.Rebuild(file) ?? WebpLogo.Rebuild(file) ?? SvgLogo.Rebuild(file);
            if (checkedLogo is null)
            {
                return "The logo is no PNG, JPEG, WebP or SVG.";
            }

            logo = checkedLogo;
            return CheckSize(checkedLogo) ?? CheckWeight(checkedLogo);
        }
        catch (LogoRefusedException refused)
        {
            return refused.Sentence;
        }
    }

    private static Sentence? CheckSize(LogoFile logo)
    {
        var (shorter, longer) = (Math.Min(logo.Width, logo.Height), Math.Max(logo.Width, logo.Height));
        return shorter < MinSide || longer > MaxSide || longer > MaxRatio * shorter
            ? new("The logo must be {0} to {1} pixels on each side, and at most {2} times as long one way as the other.", MinSide, MaxSide, MaxRatio)
            : null;
    }

    private static Sentence? CheckWeight(LogoFile logo)
    {
        using var packed = new MemoryStream();
        using (var stream = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            stream.Write(Encoding.ASCII.GetBytes(AsData(logo.Content, logo.MediaType)));
        }

        return packed.Length > MaxPacked
            ? new(
                "The logo would weigh {0} KB on a page, and {1} are enough: it is shown at most {2} pixels high. Export it as SVG, or as WebP or "
                    + "PNG {3} pixels high.",
                (packed.Length + 1023) / 1024, MaxPacked / 1024, TallestShown, 2 * TallestShown)
            : null;
    }
}

/// <summary>Why a file cannot be a logo; caught where the file is checked.</summary>
public sealed class LogoRefusedException(Sentence sentence) : Exception(sentence.English)
{
    public static readonly Sentence Broken = "The logo is damaged, or something is hidden in it. Export it again.";

    /// <summary>Why a complete JPEG is refused that browsers cannot draw.</summary>
    public static readonly Sentence UndrawnJpeg =
        "The logo is a JPEG of a kind that browsers do not draw: arithmetic, lossless, hierarchical or of more than 8 bits. Export it as a plain "
            + "JPEG or as PNG.";

    public Sentence Sentence => sentence;

    public static LogoRefusedException OfBroken() => new(Broken);

    public static LogoRefusedException OfUndrawnJpeg() => new(UndrawnJpeg);
}
