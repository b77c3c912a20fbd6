using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.BadInput;

public sealed class FormBadInputTests(PatientPlatform patient) : IClassFixture<PatientPlatform>
{
    [Theory, ClassData(typeof(EveryFormField))]
    public async Task Every_invalid_value_shows_the_form_again_with_a_message_and_what_was_typed(string form, string field, string kind)
    {
        foreach (var value in BadTexts.Of(kind))
        {
            var (browser, page) = await patient.OpenAsync(form);
            var fields = FormFields.GoodFields(page, form);
            fields[field] = value;

            var answer = await patient.Platform.UnchangedAsync(() => browser.PostAsync(page.Address, fields));

            var where = $"{form} {field} {Short(value)}: {(int)answer.Status} {answer.Heading}";
            Assert.True(answer.Status == HttpStatusCode.OK, where);
            Assert.True(answer.Page.QuerySelector("main [role=alert]") is not null, $"{where}: no word about it");
            Assert.True(
                !BadTexts.IsToldBeside(kind) || answer.Page.QuerySelector($"#{Id(field)}-problem") is not null, $"{where}: no word beside it");
            Assert.DoesNotContain(Shop.GoodPassword, answer.Text, StringComparison.Ordinal);
            Assert.Empty(answer.Page.QuerySelectorAll("main script"));
            AssertKept(answer, form, fields, kind, where);
        }
    }

    [Theory, ClassData(typeof(EveryFormField))]
    public async Task A_field_that_is_missing_or_sent_twice_does_nothing(string form, string field, string kind)
    {
        var (browser, page) = await patient.OpenAsync(form);
        var fields = FormFields.GoodFields(page, form);
        var twice = fields.Append(new(field, "somebody@else.example")).ToList();
        fields.Remove(field);

        var doubled =
            await patient.Platform.UnchangedAsync(() => browser.PostAsync(page.Address, field == "One.Id" ? twice.Append(new(field, "1")) : twice));

        Assert.Equal((HttpStatusCode.BadRequest, "This could not be understood"), (doubled.Status, doubled.Heading));
        if (BadTexts.IsRequired(kind))
        {
            var missing = await patient.Platform.UnchangedAsync(() => browser.PostAsync(page.Address, fields));
            Assert.Equal(HttpStatusCode.OK, missing.Status);
            Assert.NotNull(missing.Page.QuerySelector("main [role=alert]"));
        }
    }

    [Fact]
    public async Task Every_field_of_every_form_is_tried()
    {
        var fields = new HashSet<(string?, string)>();
        foreach (var form in FormFields.All.Select(row => row.Form).Distinct())
        {
            var (_, page) = await patient.OpenAsync(form);
            fields.UnionWith(page.Page.QuerySelectorAll<IHtmlFormElement>("main form")
                .SelectMany(element => element.QuerySelectorAll("[name*='.']:not([type=checkbox])")
                .Select(field => (element.QuerySelector("[name=_handler]")?.GetAttribute("value"), field.GetAttribute("name")!))));
        }

        Assert.Equal(fields.Order(), FormFields.All.Select(row => ((string?)row.Form, row.Field)).Order());
    }

    [Theory, ClassData(typeof(EveryForm))]
    public async Task A_form_with_an_expired_token_says_so_and_does_nothing(string form)
    {
        var (browser, page) = await patient.OpenAsync(form);
        var fields = FormFields.GoodFields(page, form);
        fields["__RequestVerificationToken"] = "expired";

        var answer = await patient.Platform.UnchangedAsync(() => browser.PostAsync(page.Address, fields));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("nothing was done", answer.Page.QuerySelector("main [role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Shop.GoodPassword, answer.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryFormField))]
    public async Task Untypable_text_gets_our_page(string form, string field, string kind)
    {
        var (browser, page) = await patient.OpenAsync(form);
        var fields = FormFields.GoodFields(page, form);
        fields[field] = "a\0b";

        var answer = await patient.Platform.UnchangedAsync(() => browser.PostAsync(page.Address, fields));

        Assert.True((HttpStatusCode.BadRequest, "This could not be understood") == (answer.Status, answer.Heading), $"{kind}: {answer.Status}");
    }

    /// <remarks>Lone surrogates, invalid bytes, and names that reach into fields or nowhere: the answer is always a page of ours, and
    /// nothing changes.</remarks>
    [Theory, ClassData(typeof(EveryFormField))]
    public async Task Invalid_bytes_and_unknown_names_cause_no_failure(string form, string field, string kind)
    {
        var (browser, page) = await patient.OpenAsync(form);
        var good = FormFields.GoodFields(page, form);
        var bad = Uri.EscapeDataString(BadTexts.Of(kind).Last());
        foreach (var odd in new[]
        {
            $"{field}={bad}%ED%A0%80", $"{field}={bad}%FF%FE", $"{field}.Length=5", $"{field}[0]=x", $"{field}.=x", $"{field.Split('.')[0]}=x",
            $"{field.Split('.')[0]}[{field}]=x", ".=x", "[=x", "Input.Customer.Id=1", "Profile.PasswordHash=x", "Input.Token=x",
            "Input.NeedsConfirmation=false"
        })
        {
            var name = odd.Split('=')[0];
            var fields = good.Where(other => other.Key != name)
                .Select(other => $"{Uri.EscapeDataString(other.Key)}={(other.Key == field ? bad : Uri.EscapeDataString(other.Value))}");

            var answer = await patient.Platform.UnchangedAsync(() => browser.PostRawAsync(page.Address, string.Join('&', fields.Append(odd))));

            Assert.True(
                answer.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest && answer.Heading.Length > 0,
                $"{form} {odd}: {(int)answer.Status} {answer.Heading}");
        }
    }

    [Theory, InlineData("text/plain"), InlineData("application/json"), InlineData("multipart/form-data; boundary=x"),
        InlineData("application/x-www-form-urlencoded; charset=utf-7"), InlineData("nonsense")]
    public async Task A_body_that_is_not_a_form_gets_our_page(string type)
    {
        foreach (var address in new[] { "/account/sign-in", "/account/accept-invitation", "/account/nowhere" })
        {
            var content = new ByteArrayContent("{\"email\":1}"u8.ToArray());
            content.Headers.TryAddWithoutValidation("Content-Type", type);

            var response = await patient.Platform.UnchangedAsync(() =>
                patient.Platform.Client(patient.Shop.Host).PostAsync(new Uri(address, UriKind.Relative), content));

            Assert.InRange((int)response.StatusCode, 400, 499);
            Assert.Contains("<h1", await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        }
    }

    // Typed values are shown again, except passwords; a read-only address shows the right one.
    private static void AssertKept(BrowserAnswer answer, string form, Dictionary<string, string> typed, string kind, string where)
    {
        foreach (var (
            name,
            value) in typed.Where(field => field.Key.Contains('.', StringComparison.Ordinal) && !field.Key.EndsWith("Stamp", StringComparison.Ordinal)
                && kind is not ("shown" or "number")))
        {
            var shown = FormFields.Shown(answer, form, name);
            if (shown is IHtmlInputElement input)
            {
                Assert.True(
                    (input.GetAttribute("value") ?? "") == (input.Type == "password" ? "" : value),
                    $"{where}: {name} shows {Short(input.GetAttribute("value") ?? "")}");
            }
        }
    }

    private static string Id(string field) => field[(field.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('.', '-').ToLowerInvariant();

    private static string Short(string value) => value.Length > 40 ? $"{value.Length} characters" : Uri.EscapeDataString(value);
}
