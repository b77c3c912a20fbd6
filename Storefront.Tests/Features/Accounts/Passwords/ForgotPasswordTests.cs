using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Passwords;

public sealed class ForgotPasswordTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    public static TheoryData<string> Doors => ["API", "browser"];

    private IDoor Open(string name) => platform.Aurora.Doors.First(door => door.ToString() == name);

    [Theory, MemberData(nameof(Doors))]
    public async Task A_customer_is_mailed_a_link_on_the_shops_own_host(string name)
    {
        var email = $"forgot-{name}@example.com".ToLowerInvariant();
        await platform.Aurora.CustomerAsync(email);

        Assert.True((await Open(name).ForgotAsync(email)).IsDone);

        var link = await platform.Aurora.NewestLinkAsync(email);
        Assert.Equal(("aurora.localhost", "/account/reset-password"), (link.Address.Host, link.Address.AbsolutePath));
        Assert.DoesNotContain(
            link.Token,
            await platform.AsAsync(platform.Aurora, async db => string.Join(' ', await db.OutboxMails.Select(mail => mail.Content).ToListAsync())),
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task Known_unknown_pending_and_another_shops_address_get_the_same_answer(string name)
    {
        var (known, pending, elsewhere, unknown) =
            ($"a-known-{name}@example.com", $"a-pends-{name}@example.com", $"a-birch-{name}@example.com", $"a-never-{name}@example.com");
        await platform.Aurora.CustomerAsync(known);
        await platform.Aurora.InviteAsync(pending);
        await platform.Birch.CustomerAsync(elsewhere);
        var mails = (await platform.MailsAsync()).Count;

        var answers = new List<string>();
        foreach (var email in new[] { known, pending, elsewhere, unknown })
        {
            var answer = await Open(name).ForgotAsync(email);
            answers.Add($"{answer.IsDone} {answer.Status} {answer.Message?.Replace(email, "…", StringComparison.Ordinal)}");

            // The request wrote the same row, whoever owns the address.
            Assert.Equal(
                1,
                await platform.AsAsync(
                    platform.Aurora, db => db.OutboxMails.CountAsync(mail => mail.State == OutboxState.Queued && mail.CustomerId == null)));
            await platform.MailsAsync();
        }

        Assert.Single(answers.Distinct());
        Assert.Equal(mails + 2, (await platform.MailsAsync()).Count);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_pending_customer_gets_the_invitation_again(string name)
    {
        var email = $"pending-{name}@example.com";
        var first = await platform.Aurora.InviteAsync(email);

        await Open(name).ForgotAsync(email);

        var second = await platform.Aurora.NewestLinkAsync(email);
        Assert.Equal("/account/accept-invitation", second.Address.AbsolutePath);
        Assert.NotEqual(first.Token, second.Token);
        Assert.False((await Open(name).AcceptAsync(first, Shop.GoodPassword)).IsDone);
        Assert.True((await Open(name).AcceptAsync(second, Shop.GoodPassword)).IsSignedIn);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task An_address_over_its_mail_quota_gets_the_same_answer_and_no_mail(string name)
    {
        var email = $"quota-{name}@example.com";
        await platform.Aurora.CustomerAsync(email);
        var last = await platform.Aurora.ForgetPasswordAsync(email);
        for (var mail = 2; mail <= 4; mail++)
        {
            platform.Clock.Turn(TimeSpan.FromMinutes(10));
            last = await platform.Aurora.ForgetPasswordAsync(email);
        }

        var mails = await platform.Aurora.MailsToAsync(email);

        Assert.True((await Open(name).ForgotAsync(email)).IsDone);

        Assert.Equal(mails, await platform.Aurora.MailsToAsync(email));
        Assert.True((await Open(name).ResetAsync(last, "an-entirely-new-password")).IsDone);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task Only_the_newest_link_works(string name)
    {
        var email = $"newest-{name}@example.com";
        await platform.Aurora.CustomerAsync(email);
        var older = await platform.Aurora.ForgetPasswordAsync(email);
        platform.Clock.Turn(TimeSpan.FromMinutes(10));
        var newer = await platform.Aurora.ForgetPasswordAsync(email);

        Assert.False((await Open(name).ResetAsync(older, "an-entirely-new-password")).IsDone);
        Assert.True((await Open(name).ResetAsync(newer, "an-entirely-new-password")).IsDone);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_client_over_its_limit_is_told_to_wait(string name)
    {
        using var strict = new TestPlatform { Settings = { ["RateLimits:ForgottenPasswordsPer15Minutes"] = "2" } };
        var door = strict.Aurora.Doors.First(door => door.ToString() == name);
        await door.ForgotAsync("one@example.com");
        await door.ForgotAsync("two@example.com");

        var third = await door.ForgotAsync("three@example.com");

        Assert.False(third.IsDone);
        Assert.True(third.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.OK);
        Assert.Equal(2, await strict.Aurora.CountAsync(db => db.OutboxMails));
        Assert.True((await strict.Birch.Doors.First(door => door.ToString() == name).ForgotAsync("three@example.com")).IsDone);
        strict.Clock.Turn(TimeSpan.FromMinutes(15));
        Assert.True((await door.ForgotAsync("three@example.com")).IsDone);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task An_invalid_address_is_reported_beside_the_field(string name) =>
        Assert.NotNull((await Open(name).ForgotAsync("jane")).Error("email"));
}
