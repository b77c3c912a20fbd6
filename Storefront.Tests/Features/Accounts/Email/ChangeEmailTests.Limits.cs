using Storefront.Platform.RateLimiting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Email;

public sealed partial class ChangeEmailTests
{
    [Fact]
    public async Task Of_32_parallel_guesses_five_are_checked()
    {
        var session = await SignedInAsync("API", "guesses@example.com");
        var code = await AskedAsync("API", session, "guesses-new@example.com");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32)
            .Select(_ => Task.Run(() => platform.Aurora.Api(session).PostAsync("customer/email/change/verify", new { token = Other(code) }))));

        Assert.Equal(EmailChange.MaxTries, outcomes.Count(outcome => outcome.Code == "code.wrong"));
        Assert.Equal(32 - EmailChange.MaxTries, outcomes.Count(outcome => outcome.Code == "code.too_many_tries"));
        Assert.Equal(
            "code.too_many_tries", (await platform.Aurora.Api(session).PostAsync("customer/email/change/verify", new { token = code })).Code);
    }

    [Fact]
    public async Task Of_parallel_correct_codes_one_changes_the_address()
    {
        var session = await SignedInAsync("API", "right@example.com");
        var code = await AskedAsync("API", session, "right-new@example.com");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => EnterAsync("API", session, code))));

        Assert.Single(outcomes, outcome => outcome.IsDone);
        Assert.All(outcomes, outcome => Assert.True((int)outcome.Status < 500));
        Assert.NotNull(await platform.Aurora.FindCustomerAsync("right-new@example.com"));
    }

    [Fact]
    public async Task After_a_quarter_of_an_hour_the_code_is_expired()
    {
        using var own = new TestPlatform();
        var session = await own.Aurora.CustomerAsync("slow@example.com");
        await own.Aurora.Api(session)
            .PostAsync("customer/email/change", new { email = "slow-new@example.com", current_password = Shop.GoodPassword });
        var code = CodePattern().Match((await own.MailsAsync()).First(mail => mail.To == "slow-new@example.com").Text).Value;
        own.Clock.Turn(TimeSpan.FromMinutes(15));

        Assert.Equal("code.expired", (await own.Aurora.Api(session).PostAsync("customer/email/change/verify", new { token = code })).Code);
        Assert.NotNull(await own.Aurora.FindCustomerAsync("slow@example.com"));
    }

    [Fact]
    public async Task Codes_to_one_address_are_limited_per_hour()
    {
        using var own = new TestPlatform { Settings = { ["RateLimits:MailsPerRecipientPerHour"] = "2" } };
        var asking = own.Aurora.Api(await own.Aurora.CustomerAsync("asks@example.com"));
        var elsewhere = own.Birch.Api(await own.Birch.CustomerAsync("asks@example.com"));
        var change = new { email = "victim@example.com", current_password = Shop.GoodPassword };
        WireForm.AssertSuccess(await asking.PostAsync("customer/email/change", change), System.Net.HttpStatusCode.OK);
        WireForm.AssertSuccess(await asking.PostAsync("customer/email/change", change), System.Net.HttpStatusCode.OK);

        var third = await own.UnchangedAsync(() => asking.PostAsync("customer/email/change", change));

        Assert.Equal((System.Net.HttpStatusCode.TooManyRequests, "mail.recipient_quota"), (third.Status, third.Code));
        WireForm.AssertSuccess(await elsewhere.PostAsync("customer/email/change", change), System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task Counters_of_a_verified_address_end_with_its_change_or_the_account()
    {
        var session = await SignedInAsync("API", "moving@example.com");
        var code = await AskedAsync("API", session, "moving-new@example.com");
        Task<int> CountersOf(string address) =>
            platform.Aurora.CountAsync(db => db.AttemptCounters.Where(counter => counter.Key == AttemptCounterStore.Key("mail-recipient", address)));
        Assert.Equal((1, 1), (await CountersOf("moving@example.com"), await CountersOf("moving-new@example.com")));

        Assert.True((await EnterAsync("API", session, code)).IsDone);
        Assert.Equal((0, 1), (await CountersOf("moving@example.com"), await CountersOf("moving-new@example.com")));
        var moved = (await new ApiDoor(platform.Aurora).SignInAsync("moving-new@example.com", Shop.GoodPassword)).Session!;
        Assert.True((await new ApiDoor(platform.Aurora).DeleteAsync(moved, Shop.GoodPassword)).IsDone);

        Assert.Equal((0, 0), (await CountersOf("moving@example.com"), await CountersOf("moving-new@example.com")));
    }

    [Fact]
    public async Task Another_customers_code_is_refused()
    {
        var session = await SignedInAsync("API", "owner@example.com");
        var thief = await SignedInAsync("API", "code-thief@example.com");
        var code = await AskedAsync("API", session, "owner-new@example.com");

        Assert.NotNull((await EnterAsync("API", thief, code)).Error("token"));
        Assert.True((await EnterAsync("API", session, code)).IsDone);
    }
}
