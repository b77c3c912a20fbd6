using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Merchants.Tokens;

/// <summary>A merchant's tokens by the API: shown once, never stronger than their creator, and of one merchant alone.</summary>
public sealed class TokenApiTests : IAsyncDisposable
{
    private const string Create = "tokens/create";
    private readonly TestPlatform _platform = new();

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_created_token_works_within_its_abilities_and_is_never_shown_again()
    {
        var (id, secret) = await CreateAsync(new { name = "ERP", abilities = "customers.invite", per_minute = 9, expires_in_days = 2 });

        Assert.Equal(HttpStatusCode.Created, (await Aurora.Api(secret).PostAsync(Requests.Invite, new { email = "by-erp@example.com" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Aurora.Api(secret).PostAsync("customers/all")).Status);
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await _platform.Birch.Api(secret).PostAsync(Requests.Invite, new { email = "by-erp@example.com" })).Status);
        var listed = await Aurora.MerchantApi.PostAsync("tokens/all", new { per_page = 1 });
        var row = listed.Data.GetProperty("data")[0];
        Assert.Equal((id, "ERP", "active", 9), (Id(row), Text(row, "name"), Text(row, "status"), row.GetProperty("per_minute").GetInt32()));
        Assert.DoesNotContain(secret, listed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ERP", (await _platform.Birch.MerchantApi.PostAsync("tokens/all")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("customers.delete")]
    [InlineData("*")]
    [InlineData("tokens.manage,shop.manage")]
    public async Task A_token_never_creates_one_that_can_do_more(string abilities)
    {
        var (_, weak) = await CreateAsync(new { name = "weak", abilities = "tokens.manage,customers.read" });

        var refused = await _platform.UnchangedAsync(() => Aurora.Api(weak).PostAsync(Create, new { name = "strong", abilities }));

        Assert.Equal((HttpStatusCode.Forbidden, "token.too_strong"), (refused.Status, refused.Code));
        Assert.Equal(
            HttpStatusCode.Created,
            (await Aurora.Api(weak).PostAsync(Create, new { name = "equal", abilities = "customers.read,tokens.manage" })).Status);
    }

    [Fact]
    public async Task A_token_with_every_name_cannot_give_the_star_because_that_grows()
    {
        var names = string.Join(',', Ability.UnderEverything.Select(ability => ability.Name).Append("tokens.manage"));
        var (_, named) = await CreateAsync(new { name = "named", abilities = names });

        Assert.Equal(HttpStatusCode.Forbidden, (await Aurora.Api(named).PostAsync(Create, new { name = "star", abilities = "*" })).Status);
    }

    [Fact]
    public async Task A_stronger_token_is_not_rotated_by_a_weaker_one()
    {
        var (_, weak) = await CreateAsync(new { name = "weak", abilities = "tokens.manage" });
        var (strong, _) = await CreateAsync(new { name = "strong", abilities = "customers.delete" });

        var refused = await _platform.UnchangedAsync(() => Aurora.Api(weak).PostAsync("tokens/rotate", new { token_id = strong }));

        Assert.Equal((HttpStatusCode.Forbidden, "token.too_strong"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_token_passes_on_its_limit_and_never_a_higher_one()
    {
        var (_, slow) = await CreateAsync(new { name = "slow", abilities = "tokens.manage", per_minute = 5 });

        var faster = await Aurora.Api(slow).PostAsync(Create, new { name = "fast", abilities = "tokens.manage", per_minute = 6 });
        var same = await Aurora.Api(slow).PostAsync(Create, new { name = "same", abilities = "tokens.manage" });

        Assert.NotNull(faster.Error("per_minute"));
        var self = await Aurora.Api(Text(same.Data.GetProperty("token"), "secret")).PostAsync("tokens/self");
        Assert.Equal(5, self.Data.GetProperty("token").GetProperty("per_minute").GetInt32());
    }

    [Fact]
    public async Task A_rotated_token_works_beside_its_successor_for_the_overlap()
    {
        var (id, old) = await CreateAsync(new { name = "ERP", abilities = "orders.read" });
        var rotated = await Aurora.MerchantApi.PostAsync("tokens/rotate", new { token_id = id, overlap_hours = 1 });
        var fresh = Text(rotated.Data.GetProperty("token"), "secret");

        Assert.Equal(HttpStatusCode.OK, (await Aurora.Api(old).PostAsync("tokens/self")).Status);
        _platform.Clock.Turn(TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await Aurora.Api(old).PostAsync("tokens/self")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Aurora.Api(fresh).PostAsync("tokens/self")).Status);
    }

    [Fact]
    public async Task A_revoked_token_is_refused_at_its_next_request_and_another_merchant_revokes_nothing()
    {
        var (id, secret) = await CreateAsync(new { name = "ERP", abilities = "orders.read" });

        Assert.Equal(HttpStatusCode.NotFound, (await _platform.Birch.MerchantApi.PostAsync("tokens/revoke", new { token_id = id })).Status);
        Assert.Equal(HttpStatusCode.OK, (await Aurora.Api(secret).PostAsync("tokens/self")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Aurora.MerchantApi.PostAsync("tokens/revoke", new { token_id = id })).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await Aurora.Api(secret).PostAsync("tokens/self")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Aurora.MerchantApi.PostAsync("tokens/revoke", new { token_id = id })).Status);
    }

    [Fact]
    public async Task A_demo_token_creates_demo_tokens_only()
    {
        var (id, _) = await CreateAsync(new { name = "ERP", abilities = "orders.read" });

        Assert.Equal(1, await Aurora.CountAsync(db => db.MerchantTokens.Where(token => token.Id == id && token.IsDemo)));
    }

    [Fact]
    public async Task A_shop_has_a_hundred_working_tokens_and_not_one_more()
    {
        await _platform.AsAsync(Aurora, db =>
        {
            db.MerchantTokens.AddRange(Enumerable.Range(0, MerchantToken.MostOfMerchant).Select(number => new MerchantToken
            {
                MerchantId = Aurora.Id,
                Name = $"{number}",
                Hash = [(byte)number],
                Abilities = AbilitySet.None,
                CreatedAt = _platform.Clock.Now,
                ExpiresAt = _platform.Clock.Now.AddHours(1),
            }));
            return db.SaveChangesAsync();
        });

        var full = await Aurora.MerchantApi.PostAsync(Create, new { name = "one more", abilities = "orders.read" });
        _platform.Clock.Turn(TimeSpan.FromHours(1));

        Assert.Equal((HttpStatusCode.Conflict, "token.too_many"), (full.Status, full.Code));
        Assert.Equal(HttpStatusCode.Created, (await Aurora.MerchantApi.PostAsync(Create, new { name = "one", abilities = "orders.read" })).Status);
    }

    private async Task<(long Id, string Secret)> CreateAsync(object request)
    {
        var answer = await Aurora.MerchantApi.PostAsync(Create, request);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        var token = answer.Data.GetProperty("token");
        return (Id(token), Text(token, "secret"));
    }

    private static long Id(System.Text.Json.JsonElement row) => row.GetProperty("id").GetInt64();

    private static string Text(System.Text.Json.JsonElement row, string field) => row.GetProperty(field).GetString()!;
}
