namespace Storefront.Tests.Domain.Values;

public sealed class TextRulesTests
{
    public static TheoryData<string> Kept => new(
        "Jane", "O'Brien", "Anne-Marie", "María José", "Jose\u0301", "Jr.", "李小龍", "محمد", "Мария", "Nguyễn Thị Ánh", "+31 (0)20 123 45 67", "Smith & Söhne GmbH", "NL123456789B01", "a\u00a0b",
        "می\u200cخواهم", "क\u094d\u200dष", "ශ\u0dca\u200dරී", "葛\U000E0100城", "❤\ufe0f", "1\ufe0f\u20e3", "👩\u200d💻", "🏳\ufe0f\u200d🌈", "👩🏽\u200d🚀", "😀", "🇳🇱", "<b>{{7*7}}</b>", "=cmd()");

    public static TheoryData<string> Refused => new(
        "Ja\0ne", "Ja\rne", "Ja\nne", "Jane\r\nBcc: x", "Ja\tne", "\u001b[31mJane", "Ja\u007fne", "Ja\u0085ne", "Ja\u2028ne", "Ja\u2029ne",
        "\u202eJane", "Jane\u202c", "Ja\u2066ne", "Ja\u200ene", "Ja\u200fne", "Ja\u061cne", "Ja\u200bne", "\u200bJane", "Ja\u2060ne", "\ufeffJane", "Jane\ufeff", "Ja\u00adne",
        "Ja\u200cne", "Ja\u200dne", "\u200d", "\u200dم", "م\u200d", "م\u200c\u200cم", "م\u200da", "1\u200d2", "Jane\ufe0f", "\ufe0f", "❤\ufe0f\ufe0f", " \ufe0f", "J\U000E0100", "\U000E0041Jane", "🏴\U000E0067\U000E007F",
        "\u3164", "\u115f", "\u1160", "\u2800", "\u034f", "\u180e", "\ufff0", "Ja\ud800ne", "\udc00", "Jane\ud83d", "Ja\ufffene", "Ja\uffffne", "\ufdd0", "\U0001FFFE");

    [Theory, MemberData(nameof(Kept), DisableDiscoveryEnumeration = true)]
    public void A_readable_line_is_kept_as_given_without_the_space_around_it(string line)
    {
        Assert.Null(TextRules.CheckOptionalLine($" \t\u3000{line}\r\n", 191, out var value));
        Assert.Equal(line, value);
    }

    [Theory, MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void What_nobody_can_see_is_refused(string line)
    {
        Assert.Equal("Leave out line breaks and invisible characters.", TextRules.CheckOptionalLine(line, 191, out var value)?.English);
        Assert.Null(value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \r\n\t\u00a0\u3000")]
    public void Nothing_is_kept_as_nothing(string? line)
    {
        Assert.Null(TextRules.CheckOptionalLine(line, 191, out var value));
        Assert.Null(value);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("é")]
    [InlineData("中")]
    [InlineData("😀")]
    public void A_line_holds_191_characters_and_not_192(string character)
    {
        string Line(int count) => string.Concat(Enumerable.Repeat(character, count));

        Assert.Null(TextRules.CheckOptionalLine($" {Line(191)} ", 191, out var value));
        Assert.Equal(Line(191), value);
        Assert.Equal("Use at most 191 characters.", TextRules.CheckOptionalLine(Line(192), 191, out value)?.English);
        Assert.Null(value);
    }

    [Fact]
    public void No_nonsense_throws_and_what_passes_has_no_controls()
    {
        foreach (var text in HostileText.Known().Concat(HostileText.Nonsense(30_000)))
        {
            if (TextRules.CheckOptionalLine(text, 191, out var value) is null && value is not null)
            {
                Assert.DoesNotContain(value, c => char.IsControl(c) || c is '\u200b' or '\u202e' or '\u2066' or '\ufeff' or '\u2028');
                Assert.Null(TextRules.CheckOptionalLine(value, 191, out var again));
                Assert.Equal(value, again);
            }
        }
    }
}
