using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Api.Idempotency;

/// <summary>A kept answer goes with the address that it shows, whoever the answer concerns.</summary>
public sealed class ErasedAddressTests
{
    private const string Email = "Zebra.7431@example.com";
    private const string Suppress = "customers/suppressions/add";

    [Fact]
    public async Task An_answer_about_a_suppression_goes_with_the_person()
    {
        await using var platform = new TestPlatform();
        await ErasesAsync(platform);
    }

    [RequiresProgramFact("initdb")]
    public async Task PostgreSQL_erases_it_too()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var platform = PostgresPlatform.On(server);
        await ErasesAsync(platform);
    }

    [Fact]
    public async Task An_answer_that_shows_a_corrected_address_is_gone()
    {
        await using var platform = new TestPlatform();
        var aurora = platform.Aurora;
        await aurora.InviteWithKeyAsync("k1", Email);
        await aurora.InviteWithKeyAsync("k2", "other@example.com");
        var customer = new { customer_id = (await aurora.FindCustomerAsync(Email))!.Id };
        var read = await aurora.MerchantApi.PostAsync("customers/invitations/get", customer);
        var id = read.Data.GetProperty("invitation").GetProperty("id").GetInt64();
        await aurora.MerchantApi.PostAsync("customers/invitations/correct", new { invitation_id = id, email = "corrected@example.com" });

        var again = await platform.UnchangedAsync(() => aurora.InviteWithKeyAsync("k1", Email));

        Assert.Equal((HttpStatusCode.Conflict, "idempotency.erased"), (again.Status, again.Code));
        Assert.Equal("true", (await aurora.InviteWithKeyAsync("k2", "other@example.com")).Header("Idempotent-Replayed"));
    }

    [Theory, InlineData("[]"), InlineData("{}"), InlineData("{\"email\":7}"), InlineData("")]
    public async Task A_request_without_an_address_is_answered_and_repeated(string body)
    {
        await using var platform = new TestPlatform();

        var first = await PostAsync(platform.Aurora, "k1", body);
        var again = await PostAsync(platform.Aurora, "k1", body);

        Assert.InRange((int)first.Status, 400, 499);
        Assert.Equal((first.Status, first.Text, "true"), (again.Status, again.Text, again.Header("Idempotent-Replayed")));
    }

    private static async Task ErasesAsync(TestPlatform platform)
    {
        foreach (var shop in new[] { platform.Aurora, platform.Birch })
        {
            Assert.Equal(HttpStatusCode.OK, (await PostAsync(shop, "k1", $$"""{"email":"{{Email}}"}""")).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(platform.Aurora, "k2", """{"email":"other@example.com"}""")).Status);
        var session = (await new ApiDoor(platform.Aurora).RegisterAsync(Email, Shop.GoodPassword)).Session!;
        Assert.True((await new ApiDoor(platform.Aurora).DeleteAsync(session, Shop.GoodPassword)).IsDone);

        var again = await PostAsync(platform.Aurora, "k1", $$"""{"email":"{{Email}}"}""");

        Assert.Equal((HttpStatusCode.Conflict, "idempotency.erased"), (again.Status, again.Code));
        Assert.Equal("true", (await PostAsync(platform.Aurora, "k2", """{"email":"other@example.com"}""")).Header("Idempotent-Replayed"));
        Assert.Equal("true", (await PostAsync(platform.Birch, "k1", $$"""{"email":"{{Email}}"}""")).Header("Idempotent-Replayed"));
    }

    private static Task<ApiAnswer> PostAsync(Shop shop, string key, string body) =>
        shop.MerchantApi.PostWithAsync(Suppress, Requests.Body(body), ("Idempotency-Key", key));
}
