namespace Storefront.Features.Development;

/// <summary>The two demo shops; names, numbers, hosts and languages are fixed, because external checks use them.</summary>
internal static class DemoShops
{
    public static Merchant Aurora(DateTimeOffset now) => new()
    {
        Name = "Aurora Coffee",
        SenderAddress = "hello@aurora.example",
        SupportAddress = "help@aurora.example",
        Language = "en",
        PrimaryColor = "#7c2d12",
        AccentColor = "#fbbf24",
        LogoPath = "M14 22h30v4h4a8 8 0 0 1 0 16h-5a14 14 0 0 1-13 9h-2A14 14 0 0 1 14 37zm30 8v8h4a4 4 0 0 0 0-8zM22 8h4v9h-4zm10 0h4v9h-4z",
        Corners = Corners.Round,
        Tagline = "Single-origin coffee, roasted on Tuesdays, at your door by Thursday.",
        CreatedAt = now,
        Hosts = [new() { Host = "aurora.localhost", IsPrimary = true }],
    };

    public static Merchant Birch(DateTimeOffset now) => new()
    {
        Name = "Birch & Co",
        SenderAddress = "hallo@birch.example",
        SupportAddress = "klantenservice@birch.example",
        Language = "nl",
        PrimaryColor = "#14532d",
        AccentColor = "#bbf7d0",
        LogoPath = "M32 8 14 30h9L12 44h16v12h8V44h16L41 30h9z",
        Corners = Corners.Square,
        Tagline = "Meubels van berkenhout, met de hand gemaakt in Drenthe.",
        CreatedAt = now,
        Hosts = [new() { Host = "birch.localhost", IsPrimary = true }],
    };
}
