using System.Security.Cryptography;
using Storefront.Domain;

namespace Storefront.Platform.Web.Logos;

/// <summary>A logo that is safe to serve: told by its content and not by its name, rebuilt from the parts that draw, and nothing else of the file kept.</summary>
/// <remarks>What is left out on the way: comments, editors' notes, places and cameras of photographs. What cannot be made safe is refused
/// with a sentence for the operator (ADR 0022).</remarks>
public sealed record LogoFile(byte[] Content, string MediaType, int Width, int Height)
{
    public const int MaxBytes = 100 * 1024;
    private const int MinSide = 16;
    private const int MaxSide = 2048;
    private const int MaxRatio = 8;

    /// <summary>The name it is served under, which changes when its content does.</summary>
    public string Name => $"{Convert.ToHexStringLower(SHA256.HashData(Content))[..12]}.{MediaType switch { "image/png" => "png", "image/jpeg" => "jpg", "image/webp" => "webp", _ => "svg" }}";

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
            return CheckSize(checkedLogo);
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
}

/// <summary>Why a file cannot be a logo; caught where the file is checked, never further out.</summary>
public sealed class LogoRefusedException(Sentence sentence) : Exception(sentence.English)
{
    public static readonly Sentence Broken = "The logo is damaged, or something is hidden in it. Export it again.";

    public Sentence Sentence => sentence;

    public static LogoRefusedException OfBroken() => new(Broken);
}
