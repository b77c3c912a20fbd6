using System.Net;
using System.Text;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.BadInput;

public sealed class ApiBadInputTests(PatientPlatform patient) : IClassFixture<PatientPlatform>
{
    private const string Invite = "customers/invite";
    private const string Resend = "customers/invitations/resend";
    private const string Accept = "customer/auth/invitation/accept";
    private const string Renew = "customer/auth/invitation/renew";
    private const string Decline = "customer/auth/invitation/decline";
    private const string Login = "customer/auth/login";
    private const string Delete = "customer/account/delete";
    private const string List = "customer/orders/list";
    private const string Get = "customer/orders/get";

    /// <summary>Every field of every endpoint, and what kind of field it is.</summary>
    public static TheoryData<string, string, string> Fields => new()
    {
        { Invite, "email", "address" }, { Invite, "firstname", "name" }, { Invite, "lastname", "name" }, { Invite, "locale", "choice" },
        { Invite, "message", "message" }, { Invite, "expires_in_days", "number" }, { Invite, "send_email", "flag" },
        { Resend, "customer_id", "id" }, { Resend, "invitation_id", "other id" },
        { Accept, "email", "address" }, { Accept, "token", "secret" }, { Accept, "password", "password" }, { Accept, "password_confirmation", "password" }, { Accept, "project_id", "shop" },
        { Renew, "email", "address" }, { Renew, "token", "secret" }, { Renew, "project_id", "shop" },
        { Decline, "email", "address" }, { Decline, "token", "secret" }, { Decline, "project_id", "shop" },
        { Login, "email", "address" }, { Login, "password", "password" }, { Login, "project_id", "shop" },
        { Delete, "password", "password" },
        { List, "page", "number" }, { List, "per_page", "number" }, { List, "search_query", "search" }, { List, "sortKey", "choice" }, { List, "sortOrder", "choice" },
        { Get, "order_id", "id" },
    };

    private Dictionary<string, string> GoodBody(string path)
    {
        var good = new Dictionary<string, string>();
        void Set(string name, object value) => good[name] = System.Text.Json.JsonSerializer.Serialize(value);
        if (path is Invite)
        {
            Set("email", "never-stored@example.com");
        }

        if (path is Accept or Renew or Decline)
        {
            Set("email", patient.Open.Email);
            Set("token", patient.Open.Token);
        }

        if (path is Login)
        {
            Set("email", PatientPlatform.Email);
        }

        if (path is Accept or Login or Delete)
        {
            Set("password", Shop.GoodPassword);
        }

        if (path is Accept)
        {
            Set("password_confirmation", Shop.GoodPassword);
        }

        if (path is Accept or Renew or Decline or Login)
        {
            Set("project_id", patient.Shop.Id);
        }

        return good;
    }

    private Task<ApiAnswer> SendAsync(string path, string body)
    {
        var token = path.StartsWith("customers/", StringComparison.Ordinal) ? patient.Shop.Token : path.Contains("/auth/", StringComparison.Ordinal) ? null : patient.Bearer;
        return patient.Shop.Api(token).PostRawAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
    }

    private static string Json(Dictionary<string, string> body) => "{" + string.Join(",", body.Where(field => field.Value.Length > 0).Select(field => $"\"{field.Key}\":{field.Value}")) + "}";

    [Theory, MemberData(nameof(Fields))]
    public async Task Every_bad_value_is_refused_under_the_fields_name_and_nothing_happens(string path, string field, string kind)
    {
        foreach (var value in BadValues.Of(kind))
        {
            var body = GoodBody(path);
            body[field] = value;

            var answer = await patient.Platform.UnchangedAsync(() => SendAsync(path, Json(body)));

            Assert.True(answer.Status == HttpStatusCode.UnprocessableEntity && answer.Error(field) is not null, $"{path} {field}={value}: {answer.Status} {answer.Text}");
        }
    }

    [Theory, MemberData(nameof(Fields))]
    public async Task A_body_too_large_is_refused_before_it_is_read(string path, string field, string kind)
    {
        var body = GoodBody(path);
        body[field] = $"\"{new string('a', 200_000)}\"";

        var answer = await patient.Platform.UnchangedAsync(() => SendAsync(path, Json(body)));

        Assert.True(answer.Status == HttpStatusCode.RequestEntityTooLarge, $"{kind}: {answer.Status}");
        Assert.True(answer.Json.GetProperty("error").GetBoolean());
    }

    [Theory, MemberData(nameof(Fields))]
    public async Task A_field_named_twice_is_refused(string path, string field, string kind)
    {
        var rest = GoodBody(path);
        var good = rest.Remove(field, out var value) ? value : "null";
        var body = Json(rest).Insert(1, $"\"{field}\":{good},\"{field}\":{good}" + (rest.Count == 0 ? "" : ","));

        var answer = await patient.Platform.UnchangedAsync(() => SendAsync(path, body));

        Assert.True(answer.Status == HttpStatusCode.UnprocessableEntity, $"{kind}: {answer.Status} {answer.Text}");
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
    [InlineData("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}}}}}}}}}}")]
    public async Task A_body_that_is_no_object_is_refused_at_every_endpoint(string body)
    {
        foreach (var path in new[] { Invite, Resend, Accept, Renew, Decline, Login, Delete, Get })
        {
            var answer = await patient.Platform.UnchangedAsync(() => SendAsync(path, body));
            Assert.True(answer.Status == HttpStatusCode.UnprocessableEntity, $"{path} {body}: {answer.Status}");
        }
    }
}
