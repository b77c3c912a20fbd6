using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Storefront.Tests.Domain;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.BadInput;

/// <summary>Every attack string through every field of the API: what the rule library refuses is a 422 under the field's name; what it
/// accepts is returned as it was stored.</summary>
public sealed class AttackStringApiTests(PatientPlatform patient) : IClassFixture<PatientPlatform>
{
    private static readonly Dictionary<string, string> Place = new()
    {
        ["firstname"] = "Jane",
        ["lastname"] = "Doe",
        ["street"] = "Keizersgracht",
        ["number"] = "12",
        ["postcode"] = "1015 CJ",
        ["city"] = "Amsterdam",
        ["country"] = "NL",
        ["phone"] = "+31 20 123 4567",
    };

    private static readonly Dictionary<string, string> Profile = new()
    {
        ["firstname"] = "Jane",
        ["lastname"] = "Doe",
        ["phone"] = "112",
        ["company"] = "Doe",
        ["tax_number"] = "NL1"
    };

    private static int _number;

    private static Dictionary<string, string> At(string parent) => Place.ToDictionary(field => $"{parent}.{field.Key}", field => field.Value);

    private static string NewAddress() => $"attacked-{Interlocked.Increment(ref _number)}@example.com";

    [Fact]
    public Task The_profile() => AttackAsync("customer/profile/update", patient.Bearer, "customer", () => Profile);

    [Fact]
    public Task The_addresses() =>
        AttackAsync("customer/addresses/update", patient.Bearer, "", () => [.. At("default_billing"), .. At("default_shipping")]);

    [Fact]
    public Task An_invitation() => AttackAsync(
        "customers/invite", patient.Shop.Token, "customer",
        () => new Dictionary<string, string> { ["email"] = NewAddress(), ["firstname"] = "Jane", ["lastname"] = "Doe", ["message"] = "Welcome" },
        unseen: "message", areNamesOptional: true);

    [Fact]
    public Task A_registration() => AttackAsync(
        "customer/auth/register", null, "customer",
        () => [.. Profile, .. At("default_billing"), new("email", NewAddress()), new("password", Shop.GoodPassword)], unseen: "password",
        areNamesOptional: true);

    [Theory, InlineData("customer/auth/login", "email"), InlineData("customer/auth/login", "password"),
        InlineData("customer/auth/password/forgot", "email"), InlineData("customer/email/change", "email")]
    [InlineData("customer/email/change", "current_password"), InlineData("customer/account/delete", "password"),
        InlineData("customer/auth/register", "password"), InlineData("customer/password/change", "password")]
    [InlineData("customer/auth/invitation/renew", "email"), InlineData("customer/auth/invitation/renew", "token"),
        InlineData("customer/auth/verify-email", "token"), InlineData("customer/email/change/verify", "token")]
    public async Task A_password_token_or_number_field(string path, string field)
    {
        foreach (var text in AttackStrings.All)
        {
            var body = new Dictionary<string, string>
            {
                ["email"] = NewAddress(),
                ["password"] = Shop.GoodPassword,
                ["password_confirmation"] = Shop.GoodPassword,
                ["current_password"] = Shop.GoodPassword,
                ["token"] = "unknown",
                [field] = text,
            };

            var answer = await SendAsync(path, path.Contains("/auth/", StringComparison.Ordinal) ? null : patient.Bearer, body);

            Assert.True((int)answer.Status is 200 or 201 or 400 or 422, $"{path} {field}={AttackStrings.Show(text)}: {answer.Status} {answer.Text}");
            WireForm.AssertForm(answer);
            var isBad = !FieldRules.IsText(text) || (field == "email" && FieldRules.Check(field, text, out _) is not null);
            Assert.True(!isBad || answer.Error(field) is not null, $"{path} {field}={AttackStrings.Show(text)}: {answer.Status} {answer.Text}");
        }
    }

    [Fact]
    public async Task A_search()
    {
        foreach (var text in AttackStrings.All)
        {
            var answer = await SendAsync("customer/orders/list", patient.Bearer, new Dictionary<string, string> { ["search_query"] = text });

            var isBad = !FieldRules.IsText(text) || TextRules.CheckOptionalValue(text, TextRules.MaxLength, out _) is not null;
            Assert.True(
                answer.Status == (isBad ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK), $"{AttackStrings.Show(text)}: {answer.Status}");
            Assert.Equal(isBad, answer.Error("search_query") is not null);
        }
    }

    private async Task AttackAsync(
        string path, string? token, string shownUnder, Func<IEnumerable<KeyValuePair<string, string>>> good, string unseen = "",
        bool areNamesOptional = false)
    {
        foreach (var text in AttackStrings.All)
        {
            var fields = good().ToList();
            var attacked = fields.Select(field => field.Key == "password" ? field : new(field.Key, text)).ToList();

            var refused = await SendAsync(path, token, attacked);

            var problems = attacked.Where(field => field.Key != "password")
                .ToDictionary(field => field.Key, field => FieldRules.Check(field.Key, text, out _, areNamesOptional));
            var where = $"{path} {AttackStrings.Show(text)}: {refused.Status} {refused.Text[..Math.Min(refused.Text.Length, 300)]}";
            var isRefused = !FieldRules.IsText(text) || problems.Values.Any(problem => problem is not null);
            Assert.True(isRefused == (refused.Status == HttpStatusCode.UnprocessableEntity), where);
            if (isRefused && FieldRules.IsText(text))
            {
                Assert.True(
                    problems.Keys.Where(field => problems[field] is not null).Order(StringComparer.Ordinal)
                        .SequenceEqual(Errors(refused).Order(StringComparer.Ordinal)),
                    where);
            }

            await AcceptAsync(
                path, token, shownUnder,
                [
                    .. fields.Select(field => problems.TryGetValue(field.Key, out var problem) && problem is null && field.Key != "email"
                        && FieldRules.IsText(text) ? new(field.Key, text) : field)
                ],
                unseen);
        }
    }

    // A string that no rule refuses is accepted and shown as the rule stores it.
    private async Task AcceptAsync(string path, string? token, string shownUnder, List<KeyValuePair<string, string>> fields, string unseen)
    {
        var accepted = await SendAsync(path, token, fields);

        Assert.True((int)accepted.Status is 200 or 201, $"{path} {AttackStrings.Show(fields[0].Value)}: {accepted.Status} {accepted.Text}");
        var data = JsonNode.Parse(accepted.Text)!["data"];
        foreach (var field in fields.Where(field => field.Key != unseen))
        {
            Assert.Null(FieldRules.Check(field.Key, field.Value, out var kept, isOptional: true));
            Assert.Equal((field.Key, kept), (field.Key, FieldRules.At(shownUnder.Length == 0 ? data : data![shownUnder], field.Key)));
        }
    }

    private static IEnumerable<string> Errors(ApiAnswer answer) => answer.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name);

    private Task<ApiAnswer> SendAsync(string path, string? token, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var body = FieldRules.Json(token is null ? fields.Append(new("project_id", "1")) : fields);
        return patient.Shop.Api(token).PostRawAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
    }
}
