using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.BadInput;

public sealed class FormBadInputTests(PatientPlatform patient) : IClassFixture<PatientPlatform>
{
    private static readonly string[] Hostile =
    [
        "", "   ", "\t\r\n", "\u0001", "jane\r\nBcc: victim@example.com", "\u202eenaj", "ja\u200bne", "\ufeff", "\ud83d\ude00", "jane\uff20example.com", "<script>alert(1)</script>", "a@b.example,c@d.example",
        "' OR 1=1 --", "{{7*7}}", "%00%0d%0a", new('a', 192), new('a', 200_000), "\ufffd\ufffe\uffff",
    ];

    public static TheoryData<string, string> Fields => new()
    {
        { "sign-in", "Email" }, { "sign-in", "Password" }, { "accept", "Email" }, { "accept", "Password" }, { "accept", "PasswordConfirmation" }, { "delete", "Password" },
    };

    private async Task<(Browser Browser, BrowserAnswer Page)> OpenAsync(string form)
    {
        var browser = patient.Shop.NewBrowser();
        if (form == "delete")
        {
            browser.Cookies["__Host-session"] = patient.Cookie;
        }

        return (browser, await browser.OpenAsync(form switch { "sign-in" => "/account/sign-in", "delete" => "/account/delete", _ => patient.Open.Address.PathAndQuery }));
    }

    private static Dictionary<string, string> GoodFields(BrowserAnswer page)
    {
        var fields = page.Page.QuerySelector<IHtmlFormElement>("main form")!.QuerySelectorAll<IHtmlInputElement>("input[name]").ToDictionary(input => input.Name!, input => input.Value);
        foreach (var name in fields.Keys.Where(name => name.Contains("Password", StringComparison.Ordinal)))
        {
            fields[name] = Shop.GoodPassword;
        }

        if (fields.TryGetValue("Input.Email", out var email) && email.Length == 0)
        {
            fields["Input.Email"] = PatientPlatform.Email;
        }

        return fields;
    }

    [Theory, MemberData(nameof(Fields))]
    public async Task Every_bad_value_brings_the_form_back_with_a_word_about_it(string form, string field)
    {
        foreach (var value in Hostile)
        {
            var (browser, page) = await OpenAsync(form);
            var fields = GoodFields(page);
            fields["Input." + field] = value;

            var answer = await patient.Platform.UnchangedAsync(() => browser.PostAsync(page.Address, fields));

            Assert.True(answer.Status == HttpStatusCode.OK, $"{form} {field} {Short(value)}: {answer.Status} {answer.Heading}");
            Assert.True(answer.Page.QuerySelector("[role=alert]") is not null, $"{form} {field} {Short(value)}: no word about it");
            Assert.Empty(answer.Page.QuerySelectorAll("main script"));
        }
    }

    [Theory, MemberData(nameof(Fields))]
    public async Task A_missing_field_or_one_sent_twice_does_nothing(string form, string field)
    {
        var (browser, page) = await OpenAsync(form);
        var fields = GoodFields(page);
        var twice = fields.Append(new("Input." + field, "somebody@else.example")).ToList();
        fields.Remove("Input." + field);

        var missing = await patient.Platform.UnchangedAsync(() => browser.PostAsync(page.Address, fields));
        var doubled = await patient.Platform.UnchangedAsync(() => browser.PostAsync(page.Address, twice));

        Assert.Equal(HttpStatusCode.OK, missing.Status);
        Assert.NotNull(missing.Page.QuerySelector("[role=alert]"));
        Assert.Equal((HttpStatusCode.BadRequest, "This could not be understood"), (doubled.Status, doubled.Heading));
    }

    [Theory, MemberData(nameof(Fields))]
    public async Task What_no_keyboard_types_gets_a_page_of_ours(string form, string field)
    {
        var (browser, page) = await OpenAsync(form);
        var fields = GoodFields(page);
        fields["Input." + field] = "a\0b";

        var answer = await patient.Platform.UnchangedAsync(() => browser.PostAsync(page.Address, fields));

        Assert.Equal((HttpStatusCode.BadRequest, "This could not be understood"), (answer.Status, answer.Heading));
    }

    [Theory, InlineData("text/plain"), InlineData("application/json"), InlineData("multipart/form-data; boundary=x"), InlineData("application/x-www-form-urlencoded; charset=utf-7"), InlineData("nonsense")]
    public async Task A_body_that_is_no_form_gets_a_page_of_ours(string type)
    {
        foreach (var address in new[] { "/account/sign-in", "/account/accept-invitation", "/account/nowhere" })
        {
            var content = new ByteArrayContent("{\"email\":1}"u8.ToArray());
            content.Headers.TryAddWithoutValidation("Content-Type", type);

            var response = await patient.Platform.UnchangedAsync(() => patient.Platform.Client(patient.Shop.Host).PostAsync(new Uri(address, UriKind.Relative), content));

            Assert.InRange((int)response.StatusCode, 400, 499);
            Assert.Contains("<h1", await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        }
    }

    private static string Short(string value) => value.Length > 40 ? $"{value.Length} characters" : Uri.EscapeDataString(value);
}
