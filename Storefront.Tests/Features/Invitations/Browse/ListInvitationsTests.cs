using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Browse;

/// <summary>The list of a merchant's invitations: every filter and sort key, on both databases.</summary>
public sealed class ListInvitationsTests(ListInvitationsTests.Invited invited) : IClassFixture<ListInvitationsTests.Invited>
{
    private const string All = "customers/invitations/all";

    private Shop Aurora => invited.Platform.Aurora;

    [Theory]
    [InlineData("{}", "expired,accepted,declined,anna,berta")]
    [InlineData("""{"status":"pending"}""", "anna,berta")]
    [InlineData("""{"status":["accepted","declined"]}""", "accepted,declined")]
    [InlineData("""{"status":"expired"}""", "expired")]
    [InlineData("""{"status":"revoked"}""", "")]
    [InlineData("""{"delivery":"sent"}""", "expired,accepted,declined,berta")]
    [InlineData("""{"delivery":["opened","queued"]}""", "anna")]
    [InlineData("""{"delivery":"sent","status":"pending"}""", "berta")]
    [InlineData("""{"search_query":"ANN"}""", "anna")]
    [InlineData("""{"search_query":"zebra"}""", "berta")]
    [InlineData("""{"search_query":"  Zébra "}""", "berta")]
    [InlineData("""{"search_query":"berta zeb"}""", "berta")]
    [InlineData("""{"search_query":"BERTA@"}""", "berta")]
    [InlineData("""{"search_query":"ebra"}""", "")]
    [InlineData("""{"search_query":"example"}""", "")]
    [InlineData("""{"search_query":"a","sortKey":"email","sortOrder":"asc"}""", "accepted,anna")]
    [InlineData("""{"search_query":"a","status":"pending"}""", "anna")]
    [InlineData("""{"search_query":"a","sortKey":"accepted_at"}""", "accepted,anna")]
    [InlineData("""{"search_query":"a","sortKey":"status","sortOrder":"desc"}""", "accepted,anna")]
    [InlineData("""{"search_query":"%"}""", "")]
    [InlineData("""{"from":"2026-03-02T09:00:01Z"}""", "")]
    [InlineData("""{"to":"2026-03-02T10:00:00+01:00"}""", "")]
    [InlineData("""{"sortKey":"email","sortOrder":"asc"}""", "accepted,anna,berta,declined,expired")]
    [InlineData("""{"sortKey":"id","sortOrder":"asc"}""", "berta,anna,declined,accepted,expired")]
    [InlineData("""{"sortKey":"status","sortOrder":"asc"}""", "berta,anna,accepted,declined,expired")]
    [InlineData("""{"sortKey":"status","sortOrder":"desc"}""", "expired,declined,accepted,anna,berta")]
    [InlineData("""{"sortKey":"status","sortOrder":"asc","page":2,"per_page":2}""", "accepted,declined")]
    [InlineData("""{"sortKey":"accepted_at","sortOrder":"asc"}""", "accepted,berta,anna,declined,expired")]
    [InlineData("""{"sortKey":"accepted_at"}""", "accepted,expired,declined,anna,berta")]
    [InlineData("""{"sortKey":"accepted_at","page":2,"per_page":2}""", "declined,anna")]
    [InlineData("""{"sortKey":"email","status":["pending","expired"]}""", "expired,berta,anna")]
    [InlineData("""{"sortKey":"status","status":["pending","expired"]}""", "expired,anna,berta")]
    [InlineData("""{"page":1000000,"per_page":200}""", "")]
    [InlineData("""{"sortKey":"accepted_at","sortOrder":"asc","per_page":1}""", "accepted")]
    [InlineData("""{"sortKey":"accepted_at","sortOrder":"desc","per_page":1}""", "accepted")]
    [InlineData("""{"sortKey":"expires_at","sortOrder":"asc","per_page":1}""", "expired")]
    [InlineData("""{"sortKey":"created_at","per_page":2,"page":2}""", "declined,anna")]
    public async Task Each_wish_is_met(string body, string expected)
    {
        Assert.Equal(expected, await ListAsync(Aurora, body));
        if (invited.Postgres is { } postgres)
        {
            Assert.Equal(expected, await ListAsync(postgres.Aurora, body));
        }
    }

    [Theory]
    [InlineData("page", "1000000000000")]
    [InlineData("page", "0")]
    [InlineData("page", "1000001")]
    [InlineData("per_page", "201")]
    [InlineData("sortKey", "\"password_hash\"")]
    [InlineData("sortOrder", "\"up\"")]
    [InlineData("status", "[\"pending\",\"lost\"]")]
    [InlineData("status", "[1]")]
    [InlineData("delivery", "\"\"")]
    [InlineData("from", "\"yesterday\"")]
    public async Task A_wish_that_makes_no_sense_is_refused_under_its_name(string field, string value)
    {
        var answer = await Aurora.MerchantApi.PostRawAsync(All, Requests.Body($$"""{"{{field}}":{{value}}}"""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull(answer.Error(field));
    }

    [Fact]
    public async Task The_page_tells_its_place_and_shows_no_secret()
    {
        var answer = await Aurora.MerchantApi.PostAsync(All, new { per_page = 2, page = 2 });

        Assert.Equal(
            (5, 2, 3),
            (
                answer.Data.GetProperty("total").GetInt32(), answer.Data.GetProperty("current_page").GetInt32(),
                answer.Data.GetProperty("last_page").GetInt32()));
        Assert.EndsWith("/customers/invitations/all?page=3", answer.Data.GetProperty("next_page_url").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("token", answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.False(answer.Data.GetProperty("data")[0].TryGetProperty("timeline", out _));
    }

    [Fact]
    public async Task Another_merchant_sees_its_own_alone()
    {
        var answer = await invited.Platform.Birch.MerchantApi.PostAsync(All);

        var row = Assert.Single(answer.Data.GetProperty("data").EnumerateArray());
        Assert.Equal("anna@example.com", row.GetProperty("email").GetString());
        Assert.Equal(1, answer.Data.GetProperty("total").GetInt32());
    }

    private static async Task<string> ListAsync(Shop shop, string body)
    {
        var answer = await shop.MerchantApi.PostRawAsync(All, Requests.Body(body));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return string.Join(',', answer.Data.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("email").GetString()!.Split('@')[0]));
    }

    /// <summary>A shop with an invitation in each state, on SQLite and, where it is installed, on PostgreSQL.</summary>
    public sealed class Invited : IAsyncLifetime
    {
        private PostgresServer? _server;

        public TestPlatform Platform { get; } = new();
        public TestPlatform? Postgres { get; private set; }

        public async Task InitializeAsync()
        {
            await FillAsync(Platform);
            if (RequiresProgramFactAttribute.PathOf("initdb") is not null)
            {
                _server = await PostgresServer.StartAsync();
                Postgres = PostgresPlatform.On(_server);
                await FillAsync(Postgres);
            }
        }

        public async Task DisposeAsync()
        {
            await Platform.DisposeAsync();
            if (_server is not null)
            {
                await Postgres!.DisposeAsync();
                await _server.DisposeAsync();
            }
        }

        private static async Task FillAsync(TestPlatform platform)
        {
            var aurora = platform.Aurora;
            await aurora.InviteAsync("berta@example.com", "Berta", "Zebra");
            var anna = await aurora.InviteAsync("anna@example.com", "Anna");
            await aurora.NewBrowser().OpenAsync(anna.Address.PathAndQuery);
            var declined = await aurora.InviteAsync("declined@example.com");
            await aurora.Api().PostPublicAsync("customer/auth/invitation/decline", new { email = declined.Email, token = declined.Token });
            await aurora.CustomerAsync("accepted@example.com");
            Assert.Equal(
                HttpStatusCode.Created,
                (await aurora.MerchantApi.PostAsync("customers/invite", new { email = "expired@example.com", expires_in_days = 1 })).Status);
            await platform.Birch.InviteAsync("anna@example.com");
            platform.Clock.Turn(TimeSpan.FromDays(2));
        }
    }
}
