namespace Storefront.Tests.Domain.Values;

public sealed class DigitCodeTests
{
    public static TheoryData<string> Pasted => new(
        "650862", " 650862 ", "650 862", "650-862", "650\u2011862", "6 5 0 8 6 2", "650862.", "650862,", "(650862)", "<650862>", "„650862“",
        "#650862",
        "\u200b650862", "650862\u200b", "650\u200b862", "\ufeff650862\u00a0", "\u202a650862\u202c", "650\u00a0862", "650\u2009862", "650\u00ad862",
        "６５０８６２", "𝟔𝟓𝟎𝟖𝟔𝟐",
        "Code: 650862", "code 650862.", "Your code: 650 862", "Code (6 digits): 650862", "650862 works for 15 minutes", "Je code is 650862.",
        "Ihr Code lautet: 650862", "Votre code\u00a0: 650862",
        "Code: 650862\r\n", "\t650862\n");

    public static TheoryData<string?> NoCode => new(
        null, "", " ", "\u200b", "65086", "6508622", "65086a", "650a862", "1e5000", "650 8622", "650.862", "650862 or 650863", "٦٥٠٨٦٢", "-65086",
        "code", "65O862", "650862 650863", new string('6', 192));

    [Theory, MemberData(nameof(Pasted), DisableDiscoveryEnumeration = true)]
    public void Six_digits_are_found_whatever_stands_around_or_between_them(string pasted) => Assert.Equal("650862", DigitCode.Read(pasted, 6));

    [Theory, MemberData(nameof(NoCode), DisableDiscoveryEnumeration = true)]
    public void Anything_else_is_no_code(string? typed) => Assert.Null(DigitCode.Read(typed, 6));

    [Fact]
    public void Random_text_never_throws()
    {
        foreach (var text in HostileText.Known().Concat(HostileText.Nonsense(30_000)))
        {
            _ = DigitCode.Read(text, 6);
        }
    }
}
