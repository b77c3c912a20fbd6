using AngleSharp.Dom;
using Bunit;
using Storefront.Platform.Results;
using Storefront.Platform.Web.Components;
using Storefront.Platform.Web.Forms;

namespace Storefront.Tests.Components;

public sealed class FieldTests : ShopComponentTest
{
    private readonly SignUp _model = new();
    private readonly PageForm _form;

    public FieldTests() => _form = new(_model);

    [Fact]
    public void A_text_field_is_named_by_its_label_and_described_by_its_help()
    {
        _model.Email = "jane@example.com";
        var field = TextField("Where mail reaches you.");
        var input = field.Find("input");

        Assert.Equal("email", input.GetAttribute("type"));
        Assert.Equal("email", input.GetAttribute("inputmode"));
        Assert.Equal("username", input.GetAttribute("autocomplete"));
        Assert.Equal("jane@example.com", input.GetAttribute("value"));
        Assert.Equal("email-help", input.GetAttribute("aria-describedby"));
        Assert.Equal("E-mail", field.Find("label[for=email]").TextContent);
        Assert.False(input.HasAttribute("aria-invalid"));
        Assert.False(input.HasAttribute("readonly"));
    }

    [Fact]
    public void A_problem_is_tied_to_its_field()
    {
        var field = TextField("Where mail reaches you.");
        _form.Show(Refusal.Invalid("email", "email.invalid", "Enter an e-mail address."));
        field.Render();

        var input = field.Find("input");
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("email-problem email-help", input.GetAttribute("aria-describedby"));
        Assert.Equal("Enter an e\u2011mail address.", field.Find("#email-problem").TextContent);
    }

    [Fact]
    public void Markup_in_a_value_stays_text()
    {
        _model.Email = "\"><script>alert(1)</script>";

        var field = TextField();

        Assert.Equal(_model.Email, field.Find("input").GetAttribute("value"));
        Assert.Empty(field.FindAll("script"));
    }

    [Fact]
    public void A_typed_password_is_never_shown_again()
    {
        _model.Password = "violet kettle marmot";
        var field = PasswordField();
        _form.Show(Refusal.Invalid("password", "password.weak", "Too easy."));
        field.Render();

        Assert.DoesNotContain("violet", field.Markup, StringComparison.Ordinal);
        Assert.False(field.Find("input").HasAttribute("value"));
        Assert.Equal("password", field.Find("input").GetAttribute("type"));
        Assert.Equal("true", field.Find("input").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void No_keyboard_corrects_a_password_that_is_shown()
    {
        var input = PasswordField().Find("input");

        Assert.Equal(
            ("off", "none", "false"),
            (input.GetAttribute("autocorrect"), input.GetAttribute("autocapitalize"), input.GetAttribute("spellcheck")));
    }

    [Fact]
    public void Without_script_a_password_field_has_no_button_that_would_do_nothing()
    {
        var button = PasswordField().Find("button");

        Assert.True(button.HasAttribute("hidden"));
        Assert.Equal("button", button.GetAttribute("type"));
        Assert.Equal("password-reveal password-label", button.GetAttribute("aria-labelledby"));
    }

    [Fact]
    public void The_button_of_a_password_field_speaks_the_shops_language()
    {
        Speak("nl");

        var button = PasswordField().Find("button");

        Assert.Equal(("Tonen", "Tonen", "Verbergen"), (button.TextContent, button.GetAttribute("data-show"), button.GetAttribute("data-hide")));
    }

    [Fact]
    public void Only_a_new_password_gets_a_comment_on_its_strength()
    {
        Speak("nl");

        Assert.Empty(PasswordField().FindAll(".strength"));
        var field = PasswordField(isChosen: true);
        var hint = field.Find("#password-strength");

        Assert.Equal("password-strength", field.Find("input").GetAttribute("aria-describedby"));
        Assert.Equal(
            ("status", "password", "12", ""),
            (hint.GetAttribute("role"), hint.GetAttribute("data-strength"), hint.GetAttribute("data-least"), hint.TextContent.Trim()));
        Assert.Equal("Nog {0} tekens.", hint.GetAttribute("data-short"));
    }

    private IRenderedComponent<TextField> TextField(string? help = null) => Render<TextField>(parameters => parameters
        .AddCascadingValue(_form).AddCascadingValue(_form.Context)
        .Bind(field => field.Value, _model.Email, value => _model.Email = value, () => _model.Email)
        .Add(field => field.Label, "E-mail").Add(field => field.Help, help).Add(field => field.Type, "email")
        .Add(field => field.Autocomplete, "username"));

    private IRenderedComponent<PasswordField> PasswordField(bool isChosen = false) => Render<PasswordField>(parameters => parameters
        .AddCascadingValue(_form).AddCascadingValue(_form.Context)
        .Bind(field => field.Value, _model.Password, value => _model.Password = value, () => _model.Password)
        .Add(field => field.Label, "Password").Add(field => field.IsChosen, isChosen));

    private sealed class SignUp
    {
        public string? Email { get; set; }
        public string? Password { get; set; }
    }
}
