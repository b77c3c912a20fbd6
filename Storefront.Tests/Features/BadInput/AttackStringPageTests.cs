using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Storefront.Tests.Domain;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.BadInput;

/// <summary>Every attack string through every form: it is saved and shown back unchanged, or the form returns with what was typed and a
/// message beside each refused field. Never another page, and never a password.</summary>
public sealed class AttackStringPageTests(PatientPlatform patient) : IClassFixture<PatientPlatform>
{
    private static readonly string[] Names = ["firstname", "lastname", "phone", "company", "tax_number"];
    private static readonly string[] Places = ["firstname", "lastname", "street", "number", "postcode", "city", "phone"];

    private static readonly string[] Parents = ["default_billing", "default_shipping"];

    // No browser sends NUL, and the framework's form reader refuses it.
    private static readonly List<string> Typeable = [.. AttackStrings.All.Where(text => !text.Contains('\0', StringComparison.Ordinal))];

    private static int _number;

    [Fact]
    public async Task A_form_that_no_browser_sends_is_refused_with_our_page()
    {
        var browser = Open(signedIn: true);
        var page = await browser.GetAsync("/account/details");

        var answer = await patient.Platform.UnchangedAsync(() => browser.SubmitFormAsync(page, "profile", ("Profile.Firstname", "a\0b")));

        Assert.Equal((HttpStatusCode.BadRequest, "This could not be understood"), (answer.Status, answer.Heading));
    }

    [Fact]
    public Task The_profile() =>
        AttackAsync("/account/details", "profile", "Profile", Names.ToDictionary(name => name, name => name == "phone" ? "112" : "Jane"));

    [Fact]
    public Task The_addresses() => AttackAsync(
        "/account/addresses", "addresses", "Addresses", Parents.SelectMany(parent => Places.Select(name => $"{parent}.{name}"))
            .ToDictionary(name => name, name => name.EndsWith("phone", StringComparison.Ordinal) ? "112" : "Jane"),
        ("Addresses.DefaultBilling.Country", "NL"), ("Addresses.DefaultShipping.Country", "BE"));

    [Theory]
    [InlineData("/account/sign-in", "sign-in", "email"), InlineData("/account/sign-in", "sign-in", "password"),
        InlineData("/account/forgot-password", "forgot-password", "email")]
    [InlineData("/account/register", "register", "email"), InlineData("/account/register", "register", "firstname"),
        InlineData("/account/register", "register", "lastname"), InlineData("/account/register", "register", "password")]
    [InlineData("/account/email", "change-email", "email"), InlineData("/account/email", "change-email", "current_password"),
        InlineData("/account/password", "change-password", "password"), InlineData("/account/delete", "delete-account", "password")]
    public async Task One_field_of_a_form(string address, string form, string field)
    {
        foreach (var text in Typeable.Select(Sent))
        {
            var browser = Open(signedIn: address is not ("/account/sign-in" or "/account/forgot-password" or "/account/register"));
            var page = await browser.GetAsync(address);
            var filled = Fill(page, form, field, text);

            var answer = await browser.SubmitFormAsync(page, form, filled);

            var where = $"{form} {field} {AttackStrings.Show(text)}: {(int)answer.Status} {answer.Heading}";
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.SeeOther, where);
            Assert.True(answer.Page.QuerySelectorAll("main script, main img, main svg").Length == 0, where);
            if (answer.Status == HttpStatusCode.OK && Input(answer, $"Input.{Property(field)}") is { } input)
            {
                Assert.True(
                    (input.GetAttribute("value") ?? "") == (field.Contains("password", StringComparison.Ordinal) ? "" : Typed(text)),
                    $"{where}: {input.OuterHtml}");
                Assert.True(!Minds(field, text) || answer.Problem(field) is not null, where);
            }
        }
    }

    [Fact]
    public async Task A_search_in_the_address_bar()
    {
        var browser = Open(signedIn: true);
        foreach (var text in AttackStrings.All.Where(FieldRules.IsText).Where(text => text.Length < 1000))
        {
            var page = await browser.GetAsync("/account/orders?q=" + Uri.EscapeDataString(text));

            Assert.True(page.Status == HttpStatusCode.OK, AttackStrings.Show(text));
            Assert.Empty(page.Page.QuerySelectorAll("main script, main img, main svg"));
            Assert.Equal(string.IsNullOrWhiteSpace(text) ? null : Typed(text), page.Page.QuerySelector("#q")?.GetAttribute("value"));
        }
    }

    private async Task AttackAsync(string address, string form, string model, Dictionary<string, string> good, params (string, string?)[] more)
    {
        var browser = Open(signedIn: true);
        foreach (var text in Typeable)
        {
            var sent = Sent(text);
            // A page asks nobody for a phone.
            var problems = good.Keys.ToDictionary(field => field, field => FieldRules.Check(field, sent, out _, isOptional: field == "phone"));

            var refused = await browser.SubmitFormAsync(
                await browser.GetAsync(address), form, [.. good.Keys.Select(field => ($"{model}.{Property(field)}", (string?)sent)), .. more]);

            var where = $"{form} {AttackStrings.Show(text)}: {(int)refused.Status} {refused.Heading}";
            var isRefused = problems.Values.Any(problem => problem is not null);
            Assert.True(refused.Status == (isRefused ? HttpStatusCode.OK : HttpStatusCode.SeeOther), where);
            foreach (var (field, problem) in problems.Where(_ => isRefused))
            {
                Assert.True((problem is null) == (refused.Problem(field) is null), $"{where} {field}: {refused.Problem(field)}");
                Assert.True(Input(refused, $"{model}.{Property(field)}")!.GetAttribute("value") == Typed(sent), $"{where} {field}");
            }

            var fit = good.ToDictionary(field => field.Key, field => problems[field.Key] is null ? sent : field.Value);
            var saved = await browser.SubmitFormAsync(
                await browser.GetAsync(address), form, [.. fit.Select(field => ($"{model}.{Property(field.Key)}", (string?)field.Value)), .. more]);
            Assert.True(saved.Status == HttpStatusCode.SeeOther, $"{where}: {saved.Page.QuerySelector("[role=alert]")?.TextContent}");
            var shown = await browser.GetAsync(address);
            Assert.Empty(shown.Page.QuerySelectorAll("main script, main img, main svg"));
            foreach (var (field, value) in fit)
            {
                _ = FieldRules.Check(field, value, out var kept);
                Assert.Equal((where, field, kept ?? ""), (where, field, Input(shown, $"{model}.{Property(field)}")!.GetAttribute("value") ?? ""));
            }
        }
    }

    private Browser Open(bool signedIn)
    {
        var browser = patient.Shop.NewBrowser();
        if (signedIn)
        {
            browser.Cookies["__Host-session"] = patient.Cookie;
        }

        return browser;
    }

    // Valid values in all other fields; the password is always wrong, so that nothing is changed or deleted.
    private static (string, string?)[] Fill(BrowserAnswer page, string form, string attacked, string text)
    {
        var inputs = page.Page.QuerySelector<IHtmlInputElement>($"main form input[name=_handler][value={form}]")!.Form!
            .QuerySelectorAll<IHtmlInputElement>("input[name^='Input.']");
        return
        [
            .. inputs.Where(input => input.Type != "checkbox").Select(input => (input.Name!, (string?)(
                input.Name == $"Input.{Property(attacked)}" ? text
                : input.Name == "Input.Email" ? $"page-{Interlocked.Increment(ref _number)}@example.com"
                : input.Type == "password" ? "not-the-right-password" : ""))),
        ];
    }

    private static bool Minds(string field, string text) => field is "email" or "firstname" or "lastname"
        && FieldRules.Check(field, text, out _, isOptional: true) is not null;

    private static IHtmlInputElement? Input(BrowserAnswer page, string name) =>
        page.Page.QuerySelector<IHtmlInputElement>($"main input[name='{name}']");

    private static string Property(string field) =>
        string.Concat(field.Split('.')
            .Select((part, place) =>
                (place > 0 ? "." : "") + string.Concat(part.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))));

    // A form cannot carry a lone surrogate.
    private static string Sent(string text) => text.EnumerateRunes().Aggregate("", (all, rune) => all + rune);

    // What HTML can represent: it has no NUL, and maps one old control character to an ellipsis.
    private static string Typed(string text) => text.Replace('\0', '\uFFFD').Replace('\u0085', '\u2026');
}
