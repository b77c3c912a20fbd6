using System.Net;
using System.Text;
using Storefront.Platform.Api;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.BadInput;

public sealed class ApiBadInputTests(PatientPlatform patient) : IClassFixture<PatientPlatform>
{
    private static readonly string[] MayBeEmpty = [
        ApiFields.Orders, ApiFields.Invitations, ApiFields.Suppressions, ApiFields.Remind, ApiFields.Deletions, ApiFields.Addresses,
        ApiFields.Customers, ApiFields.FindCustomers, ApiFields.ShopOrders, ApiFields.Hooks, ApiFields.Deliveries, ApiFields.Batches,
        ApiFields.Tokens, ApiFields.ShopSettings, ApiFields.Overview, ApiFields.Brand, ApiFields.PreviewBrand, ApiFields.PasskeyOptions,
    ];

    // Names with a special meaning inside the program, and one with a meaning to other programs.
    private static KeyValuePair<string, string>[] Unknown =>
    [
        new("id", "1"), new("customer", "{\"id\":1}"), new("merchant_id", "2"), new("website", "[2]"), new("is_admin", "true"),
        new("abilities", "[\"*\"]"), new("password_hash", "\"x\""), new("subject_id", "\"x\""),
        new("email_verified_at", "\"2020-01-01T00:00:00Z\""), new("created_at", "\"2020-01-01T00:00:00Z\""), new("stamp", "\"x\""),
        new("browser_nonce", "\"x\""), new("needs_confirmation", "true"), new("remember", "true"), new("__proto__", "{\"a\":1}"),
    ];

    private Task<ApiAnswer> SendAsync(string path, string body)
    {
        var token = path.StartsWith("customers/", StringComparison.Ordinal) || path.StartsWith("orders/", StringComparison.Ordinal)
            || path.StartsWith("webhooks/", StringComparison.Ordinal) || path.StartsWith("tokens/", StringComparison.Ordinal)
            || path.StartsWith("shop/", StringComparison.Ordinal)
            ? patient.Shop.Token
            : path.Contains("/auth/", StringComparison.Ordinal) || path == ApiFields.StopChange
            ? null
            : patient.Bearer;
        return patient.Shop.Api(token).PostRawAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
    }

    [Fact]
    public void Every_field_of_every_body_is_tried()
    {
        var fields = patient.Platform.ApiEndpoints().Where(endpoint => endpoint.Body is not null)
            .SelectMany(endpoint => FieldsOf(endpoint.Body!, "").Select(field => (endpoint.Path, field))
                .Concat(endpoint.Audience.Kind is ApiAudienceKind.Customer or ApiAudienceKind.Merchant ? [] : [(endpoint.Path, "project_id")]));

        Assert.Equal(fields.Order(), ApiFields.All.Select(row => (row.Path, row.Field)).Order());
    }

    private static IEnumerable<string> FieldsOf(Type type, string parent) =>
        ApiJson.Options.GetTypeInfo(type).Properties.Where(field => field.Set is not null)
        .SelectMany(field => field.PropertyType.IsClass && field.PropertyType != typeof(string)
            ? FieldsOf(field.PropertyType, $"{field.Name}.").Prepend(field.Name)
            : [field.Name])
        .Select(name => parent + name);

    [Theory, ClassData(typeof(EveryApiField))]
    public async Task Every_bad_value_is_refused_under_the_fields_name_and_nothing_happens(string path, string field, string kind)
    {
        foreach (var value in BadValues.Of(kind))
        {
            var answer = await patient.Platform.UnchangedAsync(() => SendAsync(path, ApiFields.Json(patient.GoodBody(path).With(field, value))));

            Assert.True(
                answer.Status == HttpStatusCode.UnprocessableEntity && answer.Error(field) is not null,
                $"{path} {field}={value}: {answer.Status} {answer.Text}");
        }
    }

    [Theory, ClassData(typeof(EveryApiField))]
    public async Task A_body_too_large_is_refused_before_it_is_read(string path, string field, string kind)
    {
        var body = patient.GoodBody(path).With(field, $"\"{new string('a', path is ApiFields.Import or ApiFields.Bulk ? 9_000_000 : 200_000)}\"");

        var answer = await patient.Platform.UnchangedAsync(() => SendAsync(path, ApiFields.Json(body)));

        Assert.True(answer.Status == HttpStatusCode.RequestEntityTooLarge, $"{kind}: {answer.Status}");
        Assert.True(answer.Json.GetProperty("error").GetBoolean());
    }

    [Theory, ClassData(typeof(EveryApiField))]
    public async Task A_field_named_twice_is_refused(string path, string field, string kind)
    {
        var good = patient.GoodBody(path);
        var value = good.GetValueOrDefault(field, "null");

        var answer = await patient.Platform.UnchangedAsync(() => SendAsync(path, ApiFields.Json(good.With(field, value).Append(new(field, value)))));

        Assert.True(answer.Status == HttpStatusCode.UnprocessableEntity, $"{kind}: {answer.Status} {answer.Text}");
    }

    [Theory, ClassData(typeof(EveryApiField))]
    public async Task An_unknown_field_changes_no_answer(string path, string field, string kind)
    {
        var body = patient.GoodBody(path).With(field, BadValues.Of(kind).First()).ToList();
        var expected = await SendAsync(path, ApiFields.Json(body));

        var answer = await patient.Platform.UnchangedAsync(() => SendAsync(
            path, ApiFields.Json(body.Concat(Unknown.Where(name => !ApiFields.All.Any(row => row.Path == path && row.Field == name.Key))))));

        Assert.Equal((expected.Status, expected.Text), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task A_registration_ignores_internal_fields()
    {
        var body = patient.GoodBody(ApiFields.Register).With("email", "\"asks-for-more@example.com\"").Concat(Unknown);

        var answer = await SendAsync(ApiFields.Register, ApiFields.Json(body));

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        var customer = (await patient.Shop.FindCustomerAsync("asks-for-more@example.com"))!;
        Assert.Null(customer.EmailVerifiedAt);
        Assert.Null(customer.CartReminderConsentAt);
        Assert.NotEqual(1, customer.Id);
        Assert.NotEqual("x", customer.PasswordHash);
        Assert.Equal((patient.Shop.Id, patient.Platform.Clock.Now), (customer.MerchantId, customer.CreatedAt));
        Assert.Null(await patient.Platform.Birch.FindCustomerAsync("asks-for-more@example.com"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{\"email\":\"a@b.example\"} trailing")]
    [InlineData("{'email':'a@b.example'}")]
    [InlineData("email=a@b.example")]
    [InlineData(
        "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}}}}}}}}}}")]
    public async Task A_body_that_is_not_an_object_is_refused_at_every_endpoint(string body)
    {
        foreach (var path in ApiFields.All.Select(row => row.Path).Distinct().Except(MayBeEmpty))
        {
            var answer = await patient.Platform.UnchangedAsync(() => SendAsync(path, body));
            Assert.True(answer.Status == HttpStatusCode.UnprocessableEntity, $"{path} {body}: {answer.Status}");
        }
    }
}
