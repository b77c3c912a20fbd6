namespace Storefront.Tests.Domain.Values;

public sealed class TextRulesTests
{
    public static TheoryData<string> Kept => new(
        "Jane", "O'Brien", "Anne-Marie", "María José", "Jose\u0301", "Jr.", "李小龍", "محمد", "Мария", "Nguyễn Thị Ánh", "+31 (0)20 123 45 67",
        "Smith & Söhne GmbH", "NL123456789B01", "Rue de l’Église – 12½",
        "می\u200cخواهم", "क\u094d\u200dष", "ශ\u0dca\u200dරී", "葛\U000E0100城", "❤\ufe0f", "1\ufe0f\u20e3", "👩\u200d💻", "🏳\ufe0f\u200d🌈",
        "👩🏽\u200d🚀",
        "😀", "🇳🇱", "<b>{{7*7}}</b>", "=cmd()");

    public static TheoryData<string> Refused => new(
        "Ja\0ne", "Ja\rne", "Ja\nne", "Jane\r\nBcc: x", "Ja\tne", "\u001b[31mJane", "Ja\u007fne", "Ja\u0085ne", "Ja\u2028ne", "Ja\u2029ne",
        "Ja\u202ene", "Ja\u202cne", "Ja\u2066ne", "Ja\u200ene", "Ja\u200fne", "Ja\u061cne", "Ja\u200bne", "Ja\u2060ne", "Ja\ufeffne", "Ja\u00adne",
        "Ja\u200cne", "Ja\u200dne", "م\u200c\u200cم", "م\u200da", "1\u200d2", "Jane\ufe0f", "\ufe0f", "❤\ufe0f\ufe0f", " \ufe0f", "J\U000E0100",
        "\U000E0041Jane", "🏴\U000E0067\U000E007F",
        "Ja\u3164ne", "a\u115fb", "a\u1160b", "a\u2800b", "a\u034fb", "a\u180eb", "\ufff0", "Ja\ud800ne", "\udc00", "Jane\ud83d", "Ja\ufffene",
        "Ja\uffffne", "\ufdd0", "\U0001FFFE");

    [Theory, MemberData(nameof(Kept), DisableDiscoveryEnumeration = true)]
    public void A_readable_line_is_kept_as_given_without_the_space_around_it(string line)
    {
        Assert.Null(TextRules.CheckOptionalLine($" \t\u3000{line}\r\n", 191, out var value));
        Assert.Equal(line, value);
    }

    [Theory, MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Invisible_characters_are_refused(string line)
    {
        Assert.Equal("Leave out line breaks and invisible characters.", TextRules.CheckOptionalLine(line, 191, out var value)?.English);
        Assert.Null(value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \r\n\t\u00a0\u3000")]
    [InlineData("\u3164")]
    [InlineData("\u200b\u2060\ufeff")]
    [InlineData("\u2800 \u200d\u034f")]
    public void An_empty_text_is_stored_as_null(string? line)
    {
        Assert.Null(TextRules.CheckOptionalLine(line, 191, out var value));
        Assert.Null(value);
    }

    [Theory]
    [InlineData("\u202aJane\u202c", "Jane")]
    [InlineData("\ufeff\u00a0Jane\u200b\r\n", "Jane")]
    [InlineData("\u2068Jane Doe\u2069", "Jane Doe")]
    [InlineData("م\u200d", "م")]
    [InlineData("Jane\u00a0Doe", "Jane Doe")]
    [InlineData("Jane\u202fDoe\u2007Roe", "Jane Doe Roe")]
    [InlineData("山田\u3000太郎", "山田 太郎")]
    [InlineData("Anne\u2011Marie", "Anne-Marie")]
    public void What_copying_brings_along_is_dropped_and_spaces_become_plain(string pasted, string kept)
    {
        Assert.Null(TextRules.CheckOptionalLine(pasted, 191, out var value));
        Assert.Equal(kept, value);
    }

    [Theory]
    [InlineData("1015\u00a0CJ", "1015 CJ")]
    [InlineData("\u200e1015\u200bCJ\u200f", "1015CJ")]
    [InlineData("１０１５　ＣＪ", "1015 CJ")]
    [InlineData("00\u2013950", "00-950")]
    [InlineData("00\u2212950", "00-950")]
    [InlineData("Düssel\u00addorf", "Düsseldorf")]
    [InlineData("Saint\u2011Étienne", "Saint-Étienne")]
    [InlineData("’s\u2011Hertogenbosch", "’s-Hertogenbosch")]
    [InlineData("Mu\u0308nchen", "München")]
    [InlineData(" \u200b ", null)]
    [InlineData(null, null)]
    public void A_value_that_is_compared_is_folded(string? pasted, string? kept)
    {
        Assert.Null(TextRules.CheckOptionalValue(pasted, 191, out var value));
        Assert.Equal(kept, value);
    }

    [Theory]
    [InlineData("1015\nCJ")]
    [InlineData("10\u000715")]
    [InlineData("1015\U000E0041")]
    public void A_value_with_line_breaks_or_controls_is_refused(string pasted)
    {
        Assert.Equal("Leave out line breaks and invisible characters.", TextRules.CheckOptionalValue(pasted, 191, out var value)?.English);
        Assert.Null(value);
    }

    [Fact]
    public void A_value_that_folding_makes_too_long_is_refused()
    {
        // One sign that stands for eighteen.
        Assert.Equal("Use at most 191 characters.", TextRules.CheckOptionalValue(new string('\uFDFA', 20), 191, out _)?.English);
        Assert.Equal("Use at most 191 characters.", TextRules.CheckOptionalValue(new string('1', 192), 191, out _)?.English);
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
    public void Random_text_never_throws_and_accepted_text_has_no_controls()
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
