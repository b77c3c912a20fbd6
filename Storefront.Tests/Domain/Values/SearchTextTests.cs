namespace Storefront.Tests.Domain.Values;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("  ", "")]
    [InlineData("Jane  Doe ", "jane doe")]
    [InlineData(" Jane\tDoe", "jane doe")]
    [InlineData("Åsa ÖSTERLUND", "asa osterlund")]
    [InlineData("Zoë", "zoe")]
    [InlineData("Zoe\u0308", "zoe")]
    [InlineData("ŁUKASZ", "łukasz")]
    [InlineData("Σωκράτης", "σωκρατης")]
    [InlineData("ＡＢＣ", "abc")]
    [InlineData("田中", "田中")]
    [InlineData("\u0301", "")]
    public void Capitals_accents_and_doubled_spaces_are_folded(string? text, string folded) => Assert.Equal(folded, SearchText.Fold(text));

    [Fact]
    public void A_text_that_folding_lengthens_still_fits_its_column_and_stays_well_formed()
    {
        Assert.Equal(SearchText.MaxLength, SearchText.Fold(new string('\uFDFA', 191)).Length);
        var cut = SearchText.Fold($"{new string('a', 190)}\U0001F600");

        Assert.Equal(190, cut.Length);
    }

    [Theory]
    [InlineData("jane", "jane"), InlineData("jane", "janet"), InlineData("jane", "jane\uFFFF"), InlineData("田", "田中")]
    public void The_end_stands_behind_all_that_begin_so(string beginning, string text) =>
        Assert.InRange(Bytes(text), Bytes(beginning), Bytes(SearchText.EndOf(beginning)));

    // As databases compare by code point.
    private static string Bytes(string text) => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(text));
}
