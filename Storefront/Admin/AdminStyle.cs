using MudBlazor;

namespace Storefront.Admin;

/// <summary>The look of the admin: MudBlazor's theme from our own tokens, light and dark, by system or by choice.</summary>
/// <remarks>The values are those of <c>storefront.css</c>.</remarks>
public static class AdminStyle
{
    private static readonly string[] Fonts =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"];

    /// <summary>The name over what belongs to no shop.</summary>
    public static string Product => "Storefront";

    /// <summary>The theme.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1d4e89",
            PrimaryContrastText = "#ffffff",
            Secondary = "#57534e",
            Tertiary = "#57534e",
            Info = "#1d4e89",
            Success = "#17633a",
            Warning = "#8a5300",
            Error = "#a8201a",
            Dark = "#1c1b1a",
            TextPrimary = "#1c1b1a",
            TextSecondary = "#57534e",
            TextDisabled = "#857f78",
            ActionDefault = "#57534e",
            ActionDisabled = "#857f78",
            Background = "#f6f5f3",
            BackgroundGray = "#f0efed",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#1c1b1a",
            DrawerBackground = "#f6f5f3",
            DrawerText = "#1c1b1a",
            DrawerIcon = "#57534e",
            LinesDefault = "#e3e0dc",
            LinesInputs = "#857f78",
            TableLines = "#e3e0dc",
            TableHover = "#f6f5f3",
            Divider = "#e3e0dc",
            HoverOpacity = 0.05,
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8ab8ee",
            PrimaryContrastText = "#10151c",
            Secondary = "#b9b2aa",
            Tertiary = "#b9b2aa",
            Info = "#8ab8ee",
            InfoContrastText = "#10151c",
            Success = "#7fd6a4",
            SuccessContrastText = "#0f1a14",
            Warning = "#f0bd6c",
            WarningContrastText = "#1c1405",
            Error = "#ff9d93",
            ErrorContrastText = "#2a0f0c",
            Dark = "#f2efeb",
            TextPrimary = "#f2efeb",
            TextSecondary = "#b9b2aa",
            TextDisabled = "#8f8880",
            ActionDefault = "#b9b2aa",
            ActionDisabled = "#8f8880",
            Background = "#141312",
            BackgroundGray = "#292725",
            Surface = "#1f1d1b",
            AppbarBackground = "#1f1d1b",
            AppbarText = "#f2efeb",
            DrawerBackground = "#141312",
            DrawerText = "#f2efeb",
            DrawerIcon = "#b9b2aa",
            LinesDefault = "#3a3633",
            LinesInputs = "#8f8880",
            TableLines = "#3a3633",
            TableHover = "#292725",
            Divider = "#3a3633",
            HoverOpacity = 0.08,
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", DrawerWidthLeft = "232px", AppbarHeight = "56px" },
        Typography = new()
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = ".9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            H1 = new H1Typography { FontFamily = Fonts, FontSize = "1.5rem", FontWeight = "650", LineHeight = "1.25", LetterSpacing = "-.014em" },
            H2 = new H2Typography { FontFamily = Fonts, FontSize = "1.125rem", FontWeight = "650", LineHeight = "1.3", LetterSpacing = "-.01em" },
            H6 = new H6Typography { FontFamily = Fonts, FontSize = "1.0625rem", FontWeight = "650", LineHeight = "1.3", LetterSpacing = "-.01em" },
            Body1 = new Body1Typography { FontFamily = Fonts, FontSize = ".9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Fonts, FontSize = ".875rem", LineHeight = "1.45", LetterSpacing = "normal" },
            Button = new ButtonTypography
            {
                FontFamily = Fonts,
                FontSize = ".9375rem",
                FontWeight = "600",
                LineHeight = "1.5",
                LetterSpacing = "normal",
                TextTransform = "none",
            },
        },
    };
}
