using Storefront.Domain;
using Storefront.Platform.Web;

namespace Storefront.Platform.Mail;

/// <summary>The colours of an HTML mail: the calm ones of the pages, and the merchant's where it acts, readable in light and dark.</summary>
public sealed record MailColors
{
    public const string Ground = "#f4f2ef";
    public const string Paper = "#ffffff";
    public const string Ink = "#1d1b19";
    public const string Soft = "#5a554f";
    public const string Line = "#dedad5";
    public const string DarkGround = "#141312";
    public const string DarkPaper = "#201e1c";
    public const string DarkInk = "#f1eeea";
    public const string DarkSoft = "#b8b1a9";
    public const string DarkLine = "#3a3633";

    /// <summary>The button, what is written on it, and the edge that shows a pale one on white paper.</summary>
    public required string Button { get; init; }
    public required string ButtonText { get; init; }
    public required string Edge { get; init; }

    /// <summary>The same on dark paper, where a dark brand would drown.</summary>
    public required string DarkButton { get; init; }
    public required string DarkButtonText { get; init; }

    public static MailColors Of(Merchant merchant)
    {
        var bright = BrandColors.ReadableOn(DarkPaper, merchant.PrimaryColor);
        return new()
        {
            Button = merchant.PrimaryColor,
            ButtonText = BrandColors.TextOn(merchant.PrimaryColor),
            Edge = BrandColors.ReadableOn(Paper, merchant.PrimaryColor),
            DarkButton = bright,
            DarkButtonText = BrandColors.TextOn(bright),
        };
    }
}
