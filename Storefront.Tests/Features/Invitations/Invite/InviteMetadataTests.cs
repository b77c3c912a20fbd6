using System.Net;
using System.Text.Json;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Invite;

/// <summary>A merchant's notes travel with the invitation to the customer.</summary>
public sealed class InviteMetadataTests(TestPlatform sqlite, PostgresPlatform postgres) : IClassFixture<TestPlatform>, IClassFixture<PostgresPlatform>
{
    private static readonly object Notes = new { source = "fair", tier = "gold" };

    [Fact]
    public Task Notes_are_returned_by_every_path_and_stored_with_the_customer() => ShowsAsync(sqlite);

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task PostgreSQL_stores_them_alike()
    {
        await ShowsAsync(postgres.Platform);
        await ReplacesAsync(postgres.Platform.Birch);
    }

    [Fact]
    public Task Notes_for_a_registered_account_wait_for_the_acceptance() => ReplacesAsync(sqlite.Birch);

    [Fact]
    public async Task Notes_of_the_account_stay_when_the_invitation_brings_none()
    {
        const string email = "keeps-notes@example.com";
        var id = await RegisterAsync(sqlite.Aurora, email);
        await sqlite.Aurora.MerchantApi.PostAsync("customers/update", new { customer_id = id, metadata = Notes });
        await sqlite.Aurora.MerchantApi.PostAsync("customers/invite", new { email });

        Assert.True((await new ApiDoor(sqlite.Aurora).AcceptAsync(await sqlite.Aurora.NewestLinkAsync(email), Shop.GoodPassword)).IsSignedIn);

        Assert.Equal("fair", await SourceOfCustomerAsync(sqlite.Aurora, id));
    }

    [Fact]
    public async Task Twenty_one_notes_are_refused_and_twenty_are_stored()
    {
        var most = Enumerable.Range(1, 20).ToDictionary(number => $"note-{number}", number => $"{number}");
        var more = new Dictionary<string, string>(most) { ["note-21"] = "21" };

        var refused = await sqlite.UnchangedAsync(() =>
            sqlite.Aurora.MerchantApi.PostAsync("customers/invite", new { email = "notes@example.com", metadata = more }));
        var stored = await sqlite.Aurora.MerchantApi.PostAsync("customers/invite", new { email = "notes@example.com", metadata = most });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Use at most 20 names."), (refused.Status, refused.Error("metadata")));
        Assert.Equal(20, stored.Data.GetProperty("invitation").GetProperty("metadata").EnumerateObject().Count());
    }

    private static async Task ShowsAsync(TestPlatform platform)
    {
        const string email = "noted@example.com";
        var invited = await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email, metadata = Notes });
        await platform.Birch.InviteAsync(email);
        var customer = new { customer_id = invited.Data.GetProperty("customer").GetProperty("id").GetInt64() };
        var listed = await platform.Aurora.MerchantApi.PostAsync("customers/invitations/all", new { search_query = email });
        var read = await platform.Aurora.MerchantApi.PostAsync("customers/invitations/get", customer);
        var others = await platform.Birch.MerchantApi.PostAsync("customers/invitations/all", new { search_query = email });

        Assert.Equal("gold", invited.Data.GetProperty("invitation").GetProperty("metadata").GetProperty("tier").GetString());
        Assert.Equal("fair", SourceOf(listed.Data.GetProperty("data")[0]));
        Assert.Equal("fair", SourceOf(read.Data.GetProperty("invitation")));
        Assert.Equal("fair", await SourceOfCustomerAsync(platform.Aurora, customer.customer_id));
        Assert.Equal(JsonValueKind.Null, others.Data.GetProperty("data")[0].GetProperty("metadata").ValueKind);
    }

    private static async Task ReplacesAsync(Shop shop)
    {
        const string email = "registered-notes@example.com";
        var id = await RegisterAsync(shop, email);
        await shop.MerchantApi.PostAsync("customers/update", new { customer_id = id, metadata = new { source = "counter" } });
        var invited = await shop.MerchantApi.PostAsync("customers/invite", new { email, metadata = Notes });

        Assert.Equal("fair", SourceOf(invited.Data.GetProperty("invitation")));
        Assert.Equal("counter", await SourceOfCustomerAsync(shop, id));
        var read = await shop.MerchantApi.PostAsync("customers/invitations/get", new { customer_id = id });
        Assert.Equal("fair", SourceOf(read.Data.GetProperty("invitation")));

        Assert.True((await new ApiDoor(shop).AcceptAsync(await shop.NewestLinkAsync(email), Shop.GoodPassword)).IsSignedIn);

        Assert.Equal("fair", await SourceOfCustomerAsync(shop, id));
    }

    private static async Task<long> RegisterAsync(Shop shop, string email)
    {
        await new ApiDoor(shop).RegisterAsync(email, Shop.GoodPassword);
        await shop.Platform.MailsAsync();
        return (await shop.FindCustomerAsync(email))!.Id;
    }

    private static string? SourceOf(JsonElement noted) => noted.GetProperty("metadata").GetProperty("source").GetString();

    private static async Task<string?> SourceOfCustomerAsync(Shop shop, long id) =>
        SourceOf((await shop.MerchantApi.PostAsync("customers/get", new { customer_id = id })).Data.GetProperty("customer"));
}
