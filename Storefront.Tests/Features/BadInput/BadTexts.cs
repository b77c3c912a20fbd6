namespace Storefront.Tests.Features.BadInput;

/// <summary>Invalid values for each kind of form field: text that a browser can send.</summary>
internal static class BadTexts
{
    private static readonly string[] Nothing = ["", "   ", "\t\r\n", "\u00a0"];
    private static readonly string[] Hidden = ["\u0001", "jane\r\nBcc: victim@example.com", "ja\u202ene", "ja\u200bne", "Ja\u2028ne", "ja\u3164ne",
        "\ufffd\ufffe\uffff", new('a', 192), new('a', 200_000)];

    // In a value that is folded, unseen signs are dropped; what no keyboard types is still refused.
    private static readonly string[] Unfoldable = ["\u0001", "jane\r\nBcc: victim@example.com", "Ja\u2028ne", "\ufffd\ufffe\uffff", new('a', 192),
        new('a', 200_000)];
    private static readonly string[] Markup = ["<script>alert(1)</script>", "<b>Jane</b>", "https://evil.example", "www.evil.example"];
    private static readonly string[] Never =
        [
            "\ufeff", "\ud83d\ude00", "jane\uff20example.com", "a@b.example,c@d.example", "Jane <jane@example.com>", "' OR 1=1 --", "{{7*7}}",
            "%00%0d%0a", "jane@localhost"
        ];

    public static IEnumerable<string> Of(string kind) => kind switch
    {
        "address" or "shown" => [.. Nothing, .. Hidden, .. Markup, .. Never],
        "name" => [.. Hidden, .. Markup],
        "required name" => [.. Nothing, .. Hidden, .. Markup],
        "phone" => [.. Unfoldable, .. Markup, "call me", "12"],
        "line" => Hidden,
        "required line" => [.. Nothing, .. Hidden],
        "required value" => [.. Nothing, .. Unfoldable],
        "country" => [.. Hidden, .. Markup, "US", "XX", "NLD", "Netherlands"],
        "choice" => [.. Nothing, .. Hidden, .. Markup, "Private", "robot"],
        "stamp" => [.. Nothing, .. Hidden, .. Markup, .. Never],
        "number" => [.. Nothing, .. Hidden, .. Never, "0", "-1", "1.5", "1e3", "0x1", "99999999999999999999", "999999"],
        "proof" or "proof told elsewhere" =>
            [.. Nothing, .. Hidden, .. Markup, .. Never, $"{Support.Shop.GoodPassword} ", "Correct-horse-battery-staple"],
        "new password" => [
            .. Nothing, .. Hidden, "            ", "short", "password1234", "aaaaaaaaaaaaaaaaaaaa", "aurora.localhost",
            $"{Support.Shop.GoodPassword}\t", "correct-horse\r\nBcc: victim@example.com"
        ],
        "repeated" => [.. Nothing, .. Hidden, .. Never, $" {Support.Shop.GoodPassword}", "correct-horse-battery-stapler"],
        "code" =>
            [.. Nothing, .. Hidden, .. Markup, .. Never, "12345", "1234567", "12345a", "+12345", "1e5000", "\u0661\u0662\u0663\u0664\u0665\u0666"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Whether a form without the field is refused.</summary>
    public static bool IsRequired(string kind) => kind is not ("name" or "phone" or "line" or "choice");

    /// <summary>Whether the message is beside the field, not only above the form.</summary>
    public static bool IsToldBeside(string kind) => kind is not ("shown" or "stamp" or "number" or "proof told elsewhere");
}
