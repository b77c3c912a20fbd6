using System.Net;
using System.Text.Json;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Api;

/// <summary>The two published example answers, with exactly their keys.</summary>
public sealed class SeedAnswersTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static readonly string[] Customer =
    [
        "id", "email", "firstname", "lastname", "phone", "account_type", "company", "tax_number", "email_verified_at",
        "default_billing", "default_shipping", "cart_reminder_consent_active", "created_at",
    ];

    [Fact]
    public async Task An_invitation_answers_both_published_forms()
    {
        var answer =
            await platform.Birch.MerchantApi.PostAsync(Requests.Invite, new { email = "jane@example.com", firstname = "Jane", lastname = "Doe" });

        WireForm.AssertSuccess(answer, HttpStatusCode.Created, "customer");
        Assert.Equal("Invitation email sent.", answer.Message);
        Assert.Equal(["customer", "invitation"], Keys(answer.Data));
        var flat = answer.Json.GetProperty("customer");
        Assert.Equal(flat.GetRawText(), answer.Data.GetProperty("customer").GetRawText());
        Assert.Equal(Customer, Keys(flat));
        Assert.Equal(JsonValueKind.Number, flat.GetProperty("id").ValueKind);
        Assert.Equal(
            ("jane@example.com", "Jane", "Doe"),
            (flat.GetProperty("email").GetString(), flat.GetProperty("firstname").GetString(), flat.GetProperty("lastname").GetString()));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", flat.GetProperty("created_at").GetString());
    }

    [Fact]
    public async Task Absent_names_are_null_and_not_missing()
    {
        var answer = await platform.Birch.MerchantApi.PostAsync(Requests.Invite, new { email = "nameless@example.com", firstname = (string?)null });

        Assert.Equal(JsonValueKind.Null, answer.Data.GetProperty("customer").GetProperty("firstname").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.Data.GetProperty("customer").GetProperty("lastname").ValueKind);
    }

    [Fact]
    public async Task A_deletion_answers_exactly_the_published_example()
    {
        var token = await platform.Aurora.CustomerAsync("gone@example.com");

        var answer = await platform.Aurora.Api(token).PostAsync(Requests.Delete, new { password = Shop.GoodPassword });

        WireForm.AssertSuccess(answer, HttpStatusCode.OK);
        Assert.Equal("""{"error":false,"message":"Account deleted.","data":[]}""", answer.Text);
    }

    [Fact]
    public async Task A_wrong_password_is_reported_under_the_published_field()
    {
        var token = await platform.Aurora.CustomerAsync("stays@example.com");

        var answer = await platform.Aurora.Api(token).PostAsync(Requests.Delete, new { password = "not the password" });

        WireForm.AssertError(answer, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["password"], Keys(answer.Json.GetProperty("errors")));
        Assert.Equal(JsonValueKind.Array, answer.Json.GetProperty("errors").GetProperty("password").ValueKind);
    }

    [Fact]
    public async Task A_list_has_the_documented_paginator()
    {
        var token = await platform.Aurora.CustomerAsync("jane@example.com");

        var answer = await platform.Aurora.Api(token).PostAsync("customer/orders/list", new { per_page = 2 });

        WireForm.AssertSuccess(answer, HttpStatusCode.OK);
        string[] keys =
        [
            "current_page", "data", "first_page_url", "from", "last_page", "last_page_url", "links",
            "next_page_url", "path", "per_page", "prev_page_url", "to", "total",
        ];
        Assert.Equal(keys, Keys(answer.Data).Order(StringComparer.Ordinal));
        Assert.Equal(2, answer.Data.GetProperty("data").GetArrayLength());
        Assert.Equal(3, answer.Data.GetProperty("total").GetInt32());
        Assert.All(answer.Data.GetProperty("links").EnumerateArray(), link => Assert.Equal(["url", "label", "active"], Keys(link)));
    }

    private static IEnumerable<string> Keys(JsonElement json) => json.EnumerateObject().Select(field => field.Name);
}
