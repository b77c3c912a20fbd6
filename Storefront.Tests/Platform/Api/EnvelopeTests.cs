using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Api;

/// <summary>Every status of the API has the keys of its envelope, and the rate headers.</summary>
public sealed class EnvelopeTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private Shop Aurora => platform.Aurora;

    [Fact]
    public async Task Successes_are_200_with_data_or_an_empty_array()
    {
        var token = await Aurora.CustomerAsync("ok@example.com");

        WireForm.AssertSuccess(await Aurora.Api(token).PostAsync(Requests.Profile), HttpStatusCode.OK);
        var signedOut = await Aurora.Api(token).PostAsync("customer/auth/logout");
        WireForm.AssertSuccess(signedOut, HttpStatusCode.OK);
        Assert.Equal("[]", signedOut.Data.GetRawText());
    }

    [Fact]
    public async Task An_unknown_link_is_400() => WireForm.AssertError(
        await Aurora.Api().PostPublicAsync("customer/auth/invitation/accept", new
        {
            email = "nobody@example.com",
            token = "unknown",
            password = Shop.GoodPassword,
            password_confirmation = Shop.GoodPassword,
        }),
        HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_missing_token_is_401_and_names_the_scheme()
    {
        var answer = await Aurora.Api().PostAsync(Requests.Profile);

        WireForm.AssertError(answer, HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task A_token_without_the_ability_is_403() =>
        WireForm.AssertError(
            await Aurora.Api("demo-aurora-readonly-token").PostAsync(Requests.Invite, new { email = "no@example.com" }), HttpStatusCode.Forbidden);

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/services/webshop/v1/customers/unknown")]
    [InlineData("/api/services/webshop/v2/customers/invite")]
    [InlineData("/API/unknown")]
    public async Task An_unknown_route_is_404(string address)
    {
        WireForm.AssertError(await Aurora.Api().SendAsync(HttpMethod.Post, address), HttpStatusCode.NotFound);
        WireForm.AssertError(await Aurora.MerchantApi.SendAsync(HttpMethod.Get, address), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_unknown_object_is_404()
    {
        var token = await Aurora.CustomerAsync("none@example.com");

        WireForm.AssertError(await Aurora.Api(token).PostAsync("customer/orders/get", new { order_id = 987654321 }), HttpStatusCode.NotFound);
        WireForm.AssertError(
            await Aurora.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = 987654321 }), HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("BREW")]
    public async Task A_wrong_method_is_405_and_names_the_allowed_one(string method)
    {
        var answer = await Aurora.Api().SendAsync(new HttpMethod(method), Requests.Full(Requests.Invite));

        WireForm.AssertError(answer, HttpStatusCode.MethodNotAllowed);
        Assert.Equal("POST", string.Join(",", answer.Response.Content.Headers.Allow));
    }

    [Fact]
    public async Task HEAD_is_405_without_a_body()
    {
        var answer = await Aurora.Api().SendAsync(HttpMethod.Head, Requests.Full(Requests.Invite));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
        Assert.Equal("", answer.Text);
        Assert.NotNull(answer.Header("X-RateLimit-Limit"));
    }

    [Fact]
    public async Task A_customer_who_has_accepted_is_409_for_a_resend()
    {
        await Aurora.CustomerAsync("accepted@example.com");
        var customer = await Aurora.FindCustomerAsync("accepted@example.com");

        WireForm.AssertError(
            await Aurora.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = customer!.Id }), HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_large_body_is_413_and_another_media_type_415()
    {
        WireForm.AssertError(
            await Aurora.MerchantApi.PostRawAsync(Requests.Invite, Requests.Body(new byte[64 * 1024 + 1])), HttpStatusCode.RequestEntityTooLarge);
        WireForm.AssertError(
            await Aurora.MerchantApi.PostRawAsync(Requests.Invite, Requests.Body("email=a", "application/x-www-form-urlencoded")),
            HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_missing_field_is_422_under_its_name()
    {
        var answer = await Aurora.MerchantApi.PostAsync(Requests.Invite, new { });

        WireForm.AssertError(answer, HttpStatusCode.UnprocessableEntity);
        Assert.NotNull(answer.Error("email"));
    }

    [Fact]
    public async Task An_internal_failure_is_500_with_a_trace_id_and_nothing_is_half_done()
    {
        await using var broken = new TestPlatform();
        var token = await broken.Aurora.CustomerAsync("half@example.com");
        await broken.AsAsync(broken.Aurora, db => db.Database.ExecuteSqlRawAsync("""ALTER TABLE "AuditEntries" RENAME TO "Lost" """));

        var answer = await broken.Aurora.Api(token).PostAsync(Requests.Delete, new { password = Shop.GoodPassword });

        WireForm.AssertError(answer, HttpStatusCode.InternalServerError);
        Assert.Matches("[0-9a-f]{32}", answer.Message!);
        WireForm.AssertSuccess(await broken.Aurora.Api(token).PostAsync(Requests.Profile), HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_unknown_host_is_404_in_the_envelope()
    {
        using var http = platform.Client("unknown.localhost", Aurora.Token);

        var answer = await new ApiClient(http, Aurora.Id).PostAsync(Requests.Invite, new { email = "a@example.com" });

        WireForm.AssertError(answer, HttpStatusCode.NotFound);
    }
}
