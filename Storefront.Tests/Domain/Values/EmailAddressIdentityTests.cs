using System.Text;

namespace Storefront.Tests.Domain.Values;

public sealed class EmailAddressIdentityTests
{
    [Theory]
    [InlineData("mike@example.com", "mıke@example.com")]
    [InlineData("mike@example.com", "mİke@example.com")]
    [InlineData("mike@example.com", "mi\u0307ke@example.com")]
    [InlineData("jane@example.com", "jаne@example.com")]
    [InlineData("jane@example.com", "jané@example.com")]
    [InlineData("jane@mike.com", "jane@mıke.com")]
    [InlineData("jane@paypal.com", "jane@pаypal.com")]
    [InlineData("jane@strasse.de", "jane@straße.de")]
    public void A_look_alike_address_is_a_different_one(string ascii, string lookAlike)
    {
        Assert.Null(EmailAddress.Check(ascii, out var address));
        Assert.Null(EmailAddress.Check(lookAlike, out var other));

        Assert.NotEqual(address.Canonical, other.Canonical);
        Assert.NotEqual(address, other);
    }

    [Theory]
    [InlineData("INFO@ISTANBUL.COM", "info@istanbul.com")]
    [InlineData("I@XN--BCHER-KVA.EXAMPLE", "i@xn--bcher-kva.example")]
    [InlineData("I@BÜCHERI.EXAMPLE", "i@xn--bcheri-3ya.example")]
    public void Capitals_are_folded_alike_in_every_culture(string text, string canonical) =>
        Assert.Equal(canonical, HostileText.InTurkish(() => EmailAddress.Check(text, out var address)?.English ?? address.Canonical));

    [Fact]
    public void Two_spellings_of_one_address_are_equal()
    {
        EmailAddress.Check("Jane@Example.com", out var address);
        EmailAddress.Check("jane@example.com ", out var same);

        Assert.Equal(address, same);
        Assert.Equal(address.GetHashCode(), same.GetHashCode());
        Assert.Equal("Jane@Example.com", address.Text);
    }

    [Fact]
    public void An_address_does_not_print_itself()
    {
        EmailAddress.Check("Jane.Doe@Example.com", out var address);

        Assert.Equal("J…@example.com", address.Masked);
        Assert.Equal("J…@example.com", $"{address}");
        Assert.DoesNotContain("Doe", new { address }.ToString());
    }

    [Fact]
    public void Random_text_never_throws_and_accepted_text_is_stable()
    {
        var texts = HostileText.Known()
            .Concat(HostileText.Nonsense(20_000))
            .Concat(HostileText.Nonsense(20_000).Select(text => $"a{text}@example.com"))
            .Concat(HostileText.Nonsense(20_000).Select(text => $"jane@{text}.com"));

        foreach (var text in texts)
        {
            if (EmailAddress.Check(text, out var address) is null)
            {
                Assert.Null(EmailAddress.Check(address.Canonical, out var again));
                Assert.Equal(address.Canonical, again.Canonical);
                Assert.Single(address.Text, '@');
                Assert.True(address.Domain.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-'), address.Domain);
                Assert.DoesNotContain(address.Text, c => char.IsControl(c) || char.IsWhiteSpace(c) || "<>()[],;:\\\"".Contains(c));
                Assert.Equal(address.Text.Normalize(NormalizationForm.FormKC), address.Text);
            }
        }
    }
}
