using Bunit;
using Storefront.Platform.Results;
using Storefront.Platform.Web.Components;
using Storefront.Platform.Web.Forms;

namespace Storefront.Tests.Components;

public sealed class FormAlertTests : ShopComponentTest
{
    private readonly PageForm _form = new(new object());

    public FormAlertTests() => _form.Add(new("Password", "password", "Password"));

    [Fact]
    public void Without_a_problem_there_is_no_message() => Assert.Empty(Alert().Markup.Trim());

    [Fact]
    public void Problems_are_listed_as_links_to_their_fields_and_take_the_focus()
    {
        _form.Show(new Refusal(RefusalKind.Invalid, "request.invalid", "No.")
        {
            Errors = new Dictionary<string, Sentence>
            {
                ["password"] = new("Use at least {0} characters.", 12),
                ["token"] = "Open the link from your mail again."
            },
        });

        Alert().MarkupMatches("""
            <div class="alert" role="alert" tabindex="-1" autofocus>
              <p>Please check the form.</p>
              <ul>
                <li><a href="#password">Password: Use at least 12 characters.</a></li>
                <li>Open the link from your mail again.</li>
              </ul>
            </div>
            """);
    }

    [Theory, InlineData("en", "Repeat the password", "Repeat the password."), InlineData("nl", "Herhaal het wachtwoord", "Herhaal het wachtwoord."),
    InlineData("en", "New password", "New password: Repeat the password.")]
    public void A_field_named_by_what_is_to_be_done_in_it_says_so_once(string language, string label, string said)
    {
        Speak(language);
        _form.Add(new("PasswordConfirmation", "passwordconfirmation", label));
        _form.Show(Refusal.Invalid("password_confirmation", "request.invalid", PasswordConfirmation.Missing));

        Assert.Equal(said, Alert().Find("li a").TextContent);
    }

    [Fact]
    public void A_message_without_a_field_is_shown_alone_and_takes_the_focus()
    {
        _form.Show((Sentence)"The shop is busy. Try again in a few seconds.");

        Alert()
            .MarkupMatches("""<div class="alert" role="alert" tabindex="-1" autofocus><p>The shop is busy. Try again in a few seconds.</p></div>""");
    }

    [Fact]
    public void It_speaks_the_shops_language()
    {
        Speak("nl");
        _form.Show(Refusal.Invalid("password", "password.required", "Enter your password."));

        Assert.Contains("Vul je wachtwoord in.", Alert().Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<FormAlert> Alert() => Render<FormAlert>(parameters => parameters.Add(alert => alert.Form, _form));
}
