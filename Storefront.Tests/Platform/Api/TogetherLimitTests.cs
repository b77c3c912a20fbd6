using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Callers;
using Storefront.Platform.Sessions;
using Storefront.Platform.Tokens;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Api;

/// <summary>A sign-in creates a new token but no new limit: tokens of an account, and of a client address, also count together.</summary>
public sealed class TogetherLimitTests : IAsyncDisposable
{
    private const int PerAccount = 30;
    private const int PerClient = 50;
    private readonly TestPlatform _platform = new()
    {
        Settings = { ["RateLimits:PerMinute"] = "20", ["RateLimits:PerMinutePerAccount"] = "30", ["RateLimits:PerMinutePerClient"] = "50" },
    };

    private Shop Aurora => _platform.Aurora;

    private Shop Birch => _platform.Birch;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task All_tokens_of_one_account_share_one_limit_at_their_shop()
    {
        var answers = new List<(int Status, string Limit, string Remaining)>();
        await Aurora.CustomerAsync("one@example.com");
        for (var each = 0; each < 3; each++)
        {
            var token = await OpenAsync(Aurora, "one@example.com");
            for (var round = 0; round < 15; round++)
            {
                answers.Add(await ProfileAsync(Aurora, token, $"198.51.100.{answers.Count}"));
            }
        }

        Assert.Equal((200, "20", "19"), answers[0]);
        Assert.Equal(PerAccount, answers.Count(answer => answer.Status == 200));
        Assert.All(answers[PerAccount..], answer => Assert.Equal((429, "30", "0"), answer));
        await Birch.CustomerAsync("one@example.com");
        Assert.Equal(200, (await ProfileAsync(Birch, await OpenAsync(Birch, "one@example.com"), "198.51.100.1")).Status);
    }

    [Fact]
    public async Task Customers_tokens_of_one_client_share_one_limit_at_all_shops()
    {
        const string client = "203.0.113.7";
        var answers = new List<(int Status, string Limit, string Remaining)>();
        for (var person = 0; person < 6; person++)
        {
            var shop = person % 2 == 0 ? Aurora : Birch;
            await shop.CustomerAsync($"person{person}@example.com");
            var token = await OpenAsync(shop, $"person{person}@example.com");
            for (var round = 0; round < 10; round++)
            {
                answers.Add(await ProfileAsync(shop, token, client));
            }
        }

        Assert.Equal(PerClient, answers.Count(answer => answer.Status == 200));
        Assert.All(answers[PerClient..], answer => Assert.Equal((429, "50", "0"), answer));

        // A merchant's server may use the same address, and a stranger still has the address's own limit.
        Assert.NotEqual(429, (await SendAsync(Birch, Requests.Invite, Birch.Token, client)).Response.StatusCode);
        Assert.Equal(401, (await SendAsync(Birch, Requests.Profile, "unknown", client)).Response.StatusCode);
        Assert.Equal(200, (await ProfileAsync(Aurora, await OpenAsync(Aurora, "person0@example.com"), "203.0.113.8")).Status);
    }

    [Fact]
    public async Task Each_merchant_token_of_one_server_has_its_own_limit()
    {
        for (var each = 0; each < 8; each++)
        {
            var shop = each % 2 == 0 ? Aurora : Birch;
            var (_, token) = await shop.NewTokenAsync();
            for (var round = 0; round < 15; round++)
            {
                Assert.NotEqual(429, (await SendAsync(shop, Requests.Invite, token, "203.0.113.9")).Response.StatusCode);
            }
        }
    }

    [Fact]
    public async Task A_token_over_its_own_limit_does_not_count_for_the_account()
    {
        await Aurora.CustomerAsync("greedy@example.com");
        var (first, second) = (await OpenAsync(Aurora, "greedy@example.com"), await OpenAsync(Aurora, "greedy@example.com"));
        for (var round = 0; round < 40; round++)
        {
            await ProfileAsync(Aurora, first, "192.0.2.1");
        }

        Assert.Equal((200, "30", "9"), await ProfileAsync(Aurora, second, "192.0.2.2"));
    }

    private Task<string> OpenAsync(Shop shop, string email) => _platform.AsAsync(shop, async (db, services) =>
    {
        var secret = Secret.New();
        var caller = new Caller { Merchant = new() { Id = shop.Id, Name = "", SenderAddress = "", SupportAddress = "" }, ClientAddress = "test" };
        services.GetRequiredService<Sessions>().Open(await db.Customers.FirstAsync(row => row.Email == email), SessionKind.Bearer, secret, caller);
        await db.SaveChangesAsync();
        return secret;
    });

    private async Task<(int Status, string Limit, string Remaining)> ProfileAsync(Shop shop, string token, string client)
    {
        var response = (await SendAsync(shop, Requests.Profile, token, client)).Response;
        return (response.StatusCode, response.Headers["X-RateLimit-Limit"].ToString(), response.Headers["X-RateLimit-Remaining"].ToString());
    }

    private Task<HttpContext> SendAsync(Shop shop, string path, string token, string client) => _platform.Server.SendAsync(context =>
    {
        context.Connection.RemoteIpAddress = IPAddress.Parse(client);
        context.Request.Method = "POST";
        context.Request.Scheme = "https";
        context.Request.Host = new(shop.Host);
        context.Request.Path = Requests.Full(path);
        context.Request.Headers.Authorization = $"Bearer {token}";
    });
}
