using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Api;

/// <summary>When a token ends: at once when revoked, in time when it expires, within seconds when its merchant is suspended.</summary>
public sealed class TokenLifeTests
{
    private static readonly object Nobody = new { email = "not an address" };

    [Fact]
    public async Task A_revoked_token_is_refused_at_its_next_request_and_others_work()
    {
        await using var platform = new TestPlatform();
        var (number, secret) = await platform.Aurora.NewTokenAsync("customers.invite");
        var (_, other) = await platform.Aurora.NewTokenAsync();
        WireForm.AssertError(await platform.Aurora.Api(secret).PostAsync(Requests.Invite, Nobody), HttpStatusCode.UnprocessableEntity);

        await platform.CommandAsync("tokens", "revoke", "--merchant", "1", "--token", number);

        WireForm.AssertError(await platform.Aurora.Api(secret).PostAsync(Requests.Invite, Nobody), HttpStatusCode.Unauthorized);
        WireForm.AssertError(await platform.Aurora.Api(other).PostAsync(Requests.Invite, Nobody), HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_merchant_token_ends_after_a_year()
    {
        await using var platform = new TestPlatform();
        var (_, secret) = await platform.Birch.NewTokenAsync();

        platform.Clock.Turn(TimeSpan.FromDays(365) - TimeSpan.FromSeconds(1));
        WireForm.AssertError(await platform.Birch.Api(secret).PostAsync(Requests.Invite, Nobody), HttpStatusCode.UnprocessableEntity);
        platform.Clock.Turn(TimeSpan.FromSeconds(1));
        WireForm.AssertError(await platform.Birch.Api(secret).PostAsync(Requests.Invite, Nobody), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_customers_token_ends_after_thirty_days_without_use_and_after_a_year_in_any_case()
    {
        await using var platform = new TestPlatform();
        var used = await platform.Aurora.CustomerAsync("used@example.com");
        var idle = await platform.Aurora.CustomerAsync("idle@example.com");

        for (var day = 0; day < 365; day += 29)
        {
            WireForm.AssertSuccess(await platform.Aurora.Api(used).PostAsync(Requests.Profile), HttpStatusCode.OK);
            platform.Clock.Turn(TimeSpan.FromDays(29));
        }

        WireForm.AssertError(await platform.Aurora.Api(used).PostAsync(Requests.Profile), HttpStatusCode.Unauthorized);
        WireForm.AssertError(await platform.Aurora.Api(idle).PostAsync(Requests.Profile), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Thirty_days_without_use_are_the_limit_to_the_second()
    {
        await using var platform = new TestPlatform();
        var early = await platform.Aurora.CustomerAsync("early@example.com");
        var late = await platform.Aurora.CustomerAsync("late@example.com");

        platform.Clock.Turn(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        WireForm.AssertSuccess(await platform.Aurora.Api(early).PostAsync(Requests.Profile), HttpStatusCode.OK);
        platform.Clock.Turn(TimeSpan.FromSeconds(1));
        WireForm.AssertError(await platform.Aurora.Api(late).PostAsync(Requests.Profile), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Demo_tokens_are_refused_outside_Development()
    {
        await using var development = new TestPlatform();
        WireForm.AssertError(await development.Aurora.MerchantApi.PostAsync(Requests.Invite, Nobody), HttpStatusCode.UnprocessableEntity);
        var (_, real) = await development.Aurora.NewTokenAsync();
        await using var production = new TestPlatform
        {
            Settings =
            {
                ["environment"] = "Production",
                ["ConnectionStrings:Storefront"] = development.Connection,
                ["Mail:Transport"] = "Smtp",
                ["Mail:Smtp:Host"] = "mail.invalid",
            },
        };

        WireForm.AssertError(await production.Aurora.MerchantApi.PostAsync(Requests.Invite, Nobody), HttpStatusCode.Unauthorized);
        WireForm.AssertError(
            await production.Aurora.Api("demo-aurora-readonly-token").PostAsync(Requests.Invite, Nobody), HttpStatusCode.Unauthorized);
        WireForm.AssertError(await production.Aurora.Api(real).PostAsync(Requests.Invite, Nobody), HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_suspension_takes_effect_within_three_seconds_and_so_does_its_end()
    {
        await using var platform = new TestPlatform();
        var customer = await platform.Aurora.CustomerAsync("closed@example.com");

        await SuspendAsync(platform, platform.Clock.Now);

        foreach (var token in new[] { platform.Aurora.Token, customer })
        {
            using var http = platform.Client("localhost", token);
            WireForm.AssertError(
                await new ApiClient(http, 1).PostAsync(token == customer ? Requests.Profile : Requests.Invite, Nobody), HttpStatusCode.Unauthorized);
        }

        using var anybody = platform.Client("localhost");
        var login = await new ApiClient(anybody, 1)
            .PostPublicAsync(Requests.Login, new { email = "closed@example.com", password = Shop.GoodPassword });
        Assert.NotNull(login.Error("project_id"));
        Assert.Equal(HttpStatusCode.NotFound, (await platform.Aurora.MerchantApi.PostAsync(Requests.Invite, Nobody)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await platform.Aurora.NewBrowser().GetAsync("/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await platform.Birch.NewBrowser().GetAsync("/")).Status);

        await SuspendAsync(platform, null);
        WireForm.AssertSuccess(await platform.Aurora.Api(customer).PostAsync(Requests.Profile), HttpStatusCode.OK);
    }

    private static async Task SuspendAsync(TestPlatform platform, DateTimeOffset? since)
    {
        await platform.AsAsync(platform.Birch, db => db.Merchants.Where(merchant => merchant.Id == platform.Aurora.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(merchant => merchant.SuspendedAt, since)));
        await Task.Delay(TimeSpan.FromSeconds(3));
    }
}
