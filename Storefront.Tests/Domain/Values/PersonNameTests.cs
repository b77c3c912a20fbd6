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
    [InlineData("4.5")]
    [InlineData("{{constructor}}")]
    [InlineData("Null")]
    public void A_name_of_any_people_passes(string name)
    {
        Assert.Null(PersonName.Check(name, out var value));
        Assert.Equal(name, value);
    }

    [Theory]
    [InlineData("https://evil.test")]
    [InlineData("hxxp://x")]
    [InlineData("win at www.x")]
    [InlineData("WWW.evil")]
    [InlineData("example.com")]
    [InlineData("Jane example.com/free")]
    [InlineData("jane@example.com")]
    [InlineData("EXAMPLE.COM")]
    [InlineData("t.co")]
    [InlineData("7.io")]
    [InlineData("bücher.рф")]
    [InlineData("a.xn--p1ai")]
    [InlineData("<b>Jane</b>")]
    [InlineData("Jane <3")]
    [InlineData("Jane > John")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("＜b＞")]
    [InlineData("ｅｘａｍｐｌｅ．ｃｏｍ")]
    [InlineData("example。com")]
    [InlineData("http：／／evil")]
    public void What_a_mail_would_show_as_link_or_markup_is_refused(string name)
    {
        Assert.Contains("without web addresses", PersonName.Check(name, out var value)?.English);
        Assert.Null(value);
    }

    [Theory]
    [InlineData("EVIL.ISTANBUL")]
    [InlineData("WWW.I")]
    public void Links_are_found_in_every_culture(string name) =>
        Assert.NotNull(HostileText.InTurkish(() => PersonName.Check(name, out _)));

    [Fact]
    public void A_name_may_be_missing_but_not_hidden_or_too_long()
    {
        Assert.Null(PersonName.Check(" ", out var value));
        Assert.Null(value);
        Assert.NotNull(PersonName.Check("Jane\r\nBcc: x", out _));
        Assert.NotNull(PersonName.Check("Jane\u202e", out _));
        Assert.NotNull(PersonName.Check(new string('a', 192), out _));
        Assert.Null(PersonName.Check(new string('a', 191), out _));
    }

    [Fact]
    public void No_nonsense_throws()
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
