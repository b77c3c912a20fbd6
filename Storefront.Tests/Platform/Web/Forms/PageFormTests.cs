using Storefront.Platform.Results;
using Storefront.Platform.Web.Forms;

namespace Storefront.Tests.Platform.Web.Forms;

public sealed class PageFormTests
{
    private readonly PageForm _form = new(new object());

    public PageFormTests()
    {
        _form.Add(new("PasswordConfirmation", "passwordconfirmation", "Repeat the password"));
        _form.Add(new("Email", "email", "E-mail"));
    }

    [Fact]
    public void A_fields_problem_is_shown_beside_it_in_page_order()
    {
        _form.Show(Invalid(("email", "No address."), ("password_confirmation", "Not the same.")));

        Assert.Equal("Please check the form.", _form.Message?.English);
        Assert.Equal("No address.", _form.Problems["Email"].English);
        Assert.Equal(["passwordconfirmation", "email"], _form.Unfit.Select(field => field.Id));
    }

    [Fact]
    public void A_problem_of_a_missing_field_is_shown_above_the_form()
    {
        _form.Show(Invalid(("token", "Open the link again.")));

        Assert.Equal("Open the link again.", _form.Message?.English);
        Assert.Empty(_form.Problems);
        Assert.Empty(_form.OtherProblems);
    }

    [Fact]
    public void All_problems_of_missing_fields_are_shown()
    {
        _form.Show(Invalid(("token", "Open the link again."), ("project_id", "Which shop?"), ("email", "No address.")));

        Assert.Equal(["Open the link again.", "Which shop?"], _form.OtherProblems.Select(problem => problem.English));
        Assert.Equal(["email"], _form.Unfit.Select(field => field.Id));
    }

    [Fact]
    public void A_refusal_without_a_field_shows_its_message()
    {
        _form.Show(new Refusal(RefusalKind.TooMany, "busy", "Try again."));

        Assert.Equal("Try again.", _form.Message?.English);
    }

    private static Refusal Invalid(params (string Field, string Problem)[] problems) =>
        new(RefusalKind.Invalid, "request.invalid", problems[0].Problem)
        {
            Errors = problems.ToDictionary(problem => problem.Field, problem => new Sentence(problem.Problem)),
        };
}
