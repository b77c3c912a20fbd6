namespace Storefront.Tests.Domain.Values;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Jane")]
    [InlineData("O'Brien")]
    [InlineData("O’Brien")]
    [InlineData("Jean-Luc")]
    [InlineData("María José")]
    [InlineData("Sammy Davis Jr.")]
    [InlineData("J.R.R. Tolkien")]
    [InlineData("Ph.D.")]
    [InlineData("St. John")]
    [InlineData("A.J.")]
    [InlineData("van der Berg / de Wit")]
    [InlineData("李小龍")]
    [InlineData("山田 太郎")]
    [InlineData("محمد علي")]
    [InlineData("Συμεών")]
    [InlineData("Jane 👩‍💻")]
    [InlineData("Dr.Müller")]
    [InlineData("v.d.Berg")]
    [InlineData("Bol.com")]
    [InlineData("J.Smith")]
    [InlineData("Dr.med.Gregory House")]
    [InlineData("Müller.Lüdenscheidt GmbH")]
    [InlineData("bücher.рф")]
    [InlineData("Jane @ Work")]
    [InlineData("NA")]
    [InlineData("Nan")]
    [InlineData("Nil")]
    [InlineData("4.5")]
    [InlineData("{{constructor}}")]
    [InlineData("Null")]
    public void A_name_in_any_script_is_accepted(string name)
    {
        Assert.Null(PersonName.Check(name, out var value));
        Assert.Equal(name, value);
    }

    [Theory]
    [InlineData("https://evil.test")]
    [InlineData("hxxp://x")]
    [InlineData("win at www.x")]
    [InlineData("WWW.evil")]
    [InlineData("Jane example.com/free")]
    [InlineData("example.com?offer=1")]
    [InlineData("example.com:8080/x")]
    [InlineData("jane@example.com")]
    [InlineData("jane＠example。com")]
    [InlineData("<b>Jane</b>")]
    [InlineData("Jane <3")]
    [InlineData("Jane > John")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("＜b＞")]
    [InlineData("ｅｘａｍｐｌｅ．ｃｏｍ／ｆｒｅｅ")]
    [InlineData("http：／／evil")]
    public void An_address_of_a_page_or_a_person_and_markup_are_refused(string name)
    {
        Assert.Contains("without web addresses", PersonName.Check(name, out var value)?.English);
        Assert.Null(value);
    }

    [Theory]
    [InlineData("EVIL.ISTANBUL/I")]
    [InlineData("WWW.I")]
    public void Links_are_found_in_every_culture(string name) =>
        Assert.NotNull(HostileText.InTurkish(() => PersonName.Check(name, out _)));

    [Fact]
    public void A_name_may_be_missing_but_not_hidden_or_too_long()
    {
        Assert.Null(PersonName.Check(" ", out var value));
        Assert.Null(value);
        Assert.NotNull(PersonName.Check("Jane\r\nBcc: x", out _));
        Assert.NotNull(PersonName.Check("Ja\u202ene", out _));
        Assert.NotNull(PersonName.Check(new string('a', 192), out _));
        Assert.Null(PersonName.Check(new string('a', 191), out _));
    }

    [Theory]
    [InlineData("N/A")]
    [InlineData("n/a")]
    [InlineData(" N/A ")]
    [InlineData("#N/A")]
    [InlineData("n.a.")]
    [InlineData("k.A.")]
    [InlineData("n.v.t.")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("(null)")]
    [InlineData("<null>")]
    [InlineData("undefined")]
    [InlineData("None")]
    [InlineData("NaN")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("--")]
    [InlineData("—")]
    [InlineData("...")]
    [InlineData("…")]
    [InlineData("?")]
    [InlineData("_")]
    [InlineData("/")]
    [InlineData("\u200b-\u200b")]
    [InlineData("' '")]
    public void What_programs_write_for_no_name_is_none(string text)
    {
        Assert.Null(PersonName.Check(text, out var value));
        Assert.Null(value);
    }

    [Theory]
    [InlineData("Jane", "Jane")]
    [InlineData("J.R.R. Tolkien", "J.R.R. Tolkien")]
    [InlineData("Jr.", "Jr.")]
    [InlineData("St. John", "St. John")]
    [InlineData("Dr.Müller", null)]
    [InlineData("v.d.Berg", null)]
    [InlineData("Bol.com", null)]
    [InlineData("t.co", null)]
    [InlineData("7.io", null)]
    [InlineData("bücher.рф", null)]
    [InlineData("a.xn--p1ai", null)]
    [InlineData("ｅｘａｍｐｌｅ．ｃｏｍ", null)]
    [InlineData("example。com", null)]
    [InlineData("EVIL.ISTANBUL", null)]
    [InlineData("https://evil.test", null)]
    [InlineData(null, null)]
    public void A_name_that_looks_like_a_link_greets_nobody(string? name, string? greeted) => Assert.Equal(greeted, PersonName.ToGreet(name));

    [Fact]
    public void Random_text_never_throws()
    {
        foreach (var text in HostileText.Known().Concat(HostileText.Nonsense(30_000)))
        {
            if (PersonName.Check(text, out var value) is null && value is not null)
            {
                Assert.DoesNotContain(value, c => c is '<' or '>' || char.IsControl(c));
                Assert.DoesNotContain("://", value);
            }
        }
    }
}
