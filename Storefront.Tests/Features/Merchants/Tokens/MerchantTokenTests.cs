using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Merchants.Tokens;

/// <summary>What a merchant's program sees of its token, and what the operator does with it.</summary>
public sealed class MerchantTokenTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new();

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_token_tells_its_name_abilities_limit_and_expiry()
    {
        var (id, secret) = await CreateAsync("--abilities", "orders.read,customers.read", "--per-minute", "7", "--expires-in-days", "30");

        var answer = await Aurora.Api(secret).PostAsync("tokens/self");

        var token = answer.Data.GetProperty("token");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal((id, "ERP"), ($"{token.GetProperty("id")}", token.GetProperty("name").GetString()));
        Assert.Equal(7, token.GetProperty("per_minute").GetInt32());
        Assert.Equal(["customers.read", "orders.read"], token.GetProperty("abilities").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(_platform.Clock.Now.AddDays(30), token.GetProperty("expires_at").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
        Assert.DoesNotContain(secret, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_token_may_ask_about_itself_and_no_customer_may()
    {
        var customer = await Aurora.CustomerAsync("jane@example.com");

        Assert.Equal(HttpStatusCode.OK, (await Aurora.Api("demo-aurora-readonly-token").PostAsync("tokens/self")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Aurora.Api(customer).PostAsync("tokens/self")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Aurora.Api(_platform.Birch.Token).PostAsync("tokens/self")).Status);
    }

    [Fact]
    public async Task A_token_with_a_limit_of_its_own_is_held_to_that()
    {
        var (_, secret) = await CreateAsync("--abilities", "*", "--per-minute", "2");

        var answers = new List<ApiAnswer>();
        for (var number = 0; number < 3; number++)
        {
            answers.Add(await Aurora.Api(secret).PostAsync("tokens/self"));
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers.Select(answer => answer.Status));
        Assert.All(answers, answer => Assert.Equal("2", answer.Header("X-RateLimit-Limit")));
        Assert.Equal(HttpStatusCode.OK, (await Aurora.MerchantApi.PostAsync("tokens/self")).Status);
    }

    [Fact]
    public async Task A_token_stops_working_at_its_expiry()
    {
        var (_, secret) = await CreateAsync("--abilities", "*", "--expires-in-days", "1");
        _platform.Clock.Turn(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await Aurora.Api(secret).PostAsync("tokens/self")).Status);

        _platform.Clock.Turn(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await Aurora.Api(secret).PostAsync("tokens/self")).Status);
    }

    [Fact]
    public async Task A_rotated_token_works_beside_its_successor_for_the_overlap_and_then_no_more()
    {
        var (id, old) = await CreateAsync("--abilities", "customers.invite", "--per-minute", "9");
        var fresh = (await _platform.CommandAsync("tokens", "rotate", "--merchant", "1", "--token", id, "--overlap-hours", "2")).Split('\n')[^1]
            .Trim();

        _platform.Clock.Turn(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await Aurora.Api(old).PostAsync("tokens/self")).Status);
        _platform.Clock.Turn(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await Aurora.Api(old).PostAsync("tokens/self")).Status);
        var token = (await Aurora.Api(fresh).PostAsync("tokens/self")).Data.GetProperty("token");
        Assert.Equal(("ERP", 9), (token.GetProperty("name").GetString(), token.GetProperty("per_minute").GetInt32()));
        Assert.Equal("customers.invite", Assert.Single(token.GetProperty("abilities").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task An_overlap_never_makes_the_old_token_live_longer()
    {
        var (id, old) = await CreateAsync("--abilities", "*", "--expires-in-days", "1");
        await _platform.CommandAsync("tokens", "rotate", "--merchant", "1", "--token", id, "--overlap-hours", "720");

        _platform.Clock.Turn(TimeSpan.FromDays(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await Aurora.Api(old).PostAsync("tokens/self")).Status);
    }

    [Fact]
    public async Task The_operator_sees_every_token_of_a_shop_and_none_of_another()
    {
        var (id, secret) = await CreateAsync("--abilities", "orders.read", "--per-minute", "5");
        await Aurora.Api(secret).PostAsync("tokens/self");
        await _platform.CommandAsync("tokens", "revoke", "--merchant", "1", "--token", id);

        var listed = await _platform.CommandAsync("tokens", "list", "--merchant", "1");
        var line = listed.Split('\n').Single(row => row.StartsWith($"{id}\t", StringComparison.Ordinal));

        Assert.Matches($@"^{id}\tERP\torders\.read\t5 a minute\tcreated .+\texpires .+\tlast used \d{{4}}-.+\trevoked", line);
        Assert.Contains("demo-aurora-readonly-token\tcustomers.read\tas set a minute", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, listed, StringComparison.Ordinal);
        Assert.DoesNotContain("ERP", await _platform.CommandAsync("tokens", "list", "--merchant", "2"), StringComparison.Ordinal);
    }

    private async Task<(string Id, string Secret)> CreateAsync(params string[] options)
    {
        var printed = await _platform.CommandAsync(["tokens", "create", "--merchant", "1", "--name", "ERP", .. options]);
        return (printed.Split(' ', '.')[1], printed.Split('\n')[^1].Trim());
    }
}
