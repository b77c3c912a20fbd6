using System.Text;

namespace Storefront.Tests.Domain.Security;

public sealed class PasswordRulesSafetyTests
{
    [Fact]
    public void Only_compatibility_forms_are_changed_before_hashing()
    {
        Assert.Equal("é", PasswordRules.Normalize("e\u0301"));
        Assert.Equal("A1 ffi", PasswordRules.Normalize("Ａ１\u3000ﬃ"));
        Assert.Equal("  Pass WORD  ", PasswordRules.Normalize("  Pass WORD  "));
        Assert.Equal("ıİK", PasswordRules.Normalize("ıİ\u212a"));
        Assert.Equal("k8#pQz!2mVx9é".Normalize(NormalizationForm.FormKC), PasswordRules.Normalize("k8#pQz!2mVx9e\u0301"));
    }

    [Theory]
    [InlineData("INTERNATIONAL")]
    [InlineData("ILIKEILIKEILIKE")]
    public void Passwords_are_judged_alike_in_every_culture(string password)
    {
        Assert.NotNull(PasswordRules.Check(password, PasswordContext.None));
        Assert.NotNull(HostileText.InTurkish(() => PasswordRules.Check(password, PasswordContext.None)));
        Assert.NotNull(HostileText.InTurkish(() =>
            PasswordRules.Check("IRINAILINICHNA", new PasswordContext(FirstName: "irina", LastName: "ilinichna"))));
        Assert.Equal("tr-TR", HostileText.InTurkish(() =>
        {
            PasswordRules.Check(password, PasswordContext.None);
            return System.Globalization.CultureInfo.CurrentCulture.Name;
        }));
    }

    [Fact]
    public void A_context_does_not_print_personal_data() =>
        Assert.Equal("PasswordContext", $"{new PasswordContext("jane@example.com", "Jane", "Doe", "Aurora", "aurora.localhost")}");

    [Fact]
    public void Parallel_checks_get_the_same_answers_as_single_ones()
    {
        string[] passwords = ["correct-horse-battery-staple", "passwordpassword", "qwertyuiop12", "blue kettle 94 rain"];
        var alone = passwords.Select(password => PasswordRules.Check(password, PasswordContext.None)?.English).ToArray();

        Parallel.For(0, 64, i => Assert.Equal(alone[i % 4], PasswordRules.Check(passwords[i % 4], PasswordContext.None)?.English));
    }

    [Fact]
    public void Random_text_throws_neither_as_password_nor_as_context()
    {
        var nonsense = HostileText.Nonsense(1_500).ToArray();
        foreach (var text in HostileText.Known().Concat(nonsense))
        {
            PasswordRules.Normalize(text);
            PasswordRules.Check(text, PasswordContext.None);
            PasswordRules.Check("correct-horse-battery-staple", new PasswordContext(text, text, text, text, text));
        }

        for (var i = 1; i < nonsense.Length; i++)
        {
            PasswordRules.Check(nonsense[i], new PasswordContext(nonsense[i - 1], nonsense[i], nonsense[i - 1], nonsense[i - 1], nonsense[i - 1]));
        }
    }
}
