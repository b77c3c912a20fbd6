using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Decline;

public sealed class DeclineInvitationTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Path = "customer/auth/invitation/decline";
    private const string Declined = "This invitation was declined";

    private static Task<ApiAnswer> DeclineAsync(Shop shop, string? email, string? token) => shop.Api().PostPublicAsync(Path, new { email, token });

    // Whether the door says that the invitation is now declined.
    private async Task<bool> DeclineAsync(string door, Link link)
    {
        if (door == "API")
        {
            return (await DeclineAsync(platform.Aurora, link.Email, link.Token)).Status == HttpStatusCode.OK;
        }

        var browser = platform.Aurora.NewBrowser();
        return await SendAsync(browser, await AskAsync(browser, await browser.OpenAsync(link.Address.PathAndQuery))) == Declined;
    }

    private static Task<BrowserAnswer> AskAsync(Browser browser, BrowserAnswer page) =>
        browser.GetAsync(page.Page.QuerySelector("main a[href$='way=decline']")?.GetAttribute("href") ?? page.Address);

    // The heading of the page after declining.
    private static async Task<string> SendAsync(Browser browser, BrowserAnswer question)
    {
        var answer = await browser.SubmitFormAsync(question, "decline-invitation");
        return answer.Location is null ? answer.Heading : (await browser.GetAsync(answer.Location)).Heading;
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task Declining_ends_the_link_and_leaves_the_customer_pending_with_the_merchant(string door)
    {
        var link = await platform.Aurora.InviteAsync($"declines-{door}@example.com", "Jane");

        Assert.True(await DeclineAsync(door, link));

        var customer = (await platform.Aurora.FindCustomerAsync(link.Email))!;
        Assert.True(customer.IsPending);
        Assert.Equal("Jane", customer.Firstname);
        Assert.Equal(
            1,
            await platform.Aurora.CountAsync(db =>
                db.AuditEntries.Where(entry => entry.Action == "invitation.declined" && entry.SubjectId == customer.SubjectId)));
        Assert.False((await platform.UnchangedAsync(() => platform.Aurora.Door(door).AcceptAsync(link, Shop.GoodPassword))).IsDone);
        var invited = await platform.UnchangedAsync(() => platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = link.Email }));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invitation.suppressed"), (invited.Status, invited.Code));
        Assert.Contains("customers/suppressions/remove", invited.Error("email"), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task Declining_twice_has_the_effect_of_declining_once(string door)
    {
        var link = await platform.Aurora.InviteAsync($"twice-declined-{door}@example.com");
        var browser = platform.Aurora.NewBrowser();
        var open = await AskAsync(browser, await browser.OpenAsync(link.Address.PathAndQuery));
        Assert.True(await DeclineAsync(door, link));

        Assert.Equal(HttpStatusCode.OK, (await platform.UnchangedAsync(() => DeclineAsync(platform.Aurora, link.Email, link.Token))).Status);
        Assert.Equal(Declined, await platform.UnchangedAsync(() => SendAsync(browser, open)));
    }

    [Fact]
    public async Task Opening_the_pages_or_posting_without_the_token_declines_nothing()
    {
        var link = await platform.Aurora.InviteAsync("only-looks@example.com");
        var browser = platform.Aurora.NewBrowser();

        await platform.UnchangedAsync(async () =>
        {
            var question = await AskAsync(browser, await browser.OpenAsync(link.Address.PathAndQuery));
            Assert.Equal("Decline this invitation?", question.Heading);
            Assert.Equal("only-looks@example.com", question.Page.QuerySelector("#email")!.GetAttribute("value"));
            var forged = await browser.PostAsync(
                question.Address, new Dictionary<string, string> { ["_handler"] = "decline-invitation", ["Unwanted.Email"] = link.Email });
            Assert.Equal(HttpStatusCode.BadRequest, forged.Status);
            Assert.NotNull(forged.Page.QuerySelector("[role=alert]"));
            return true;
        });

        Assert.True((await new BrowserDoor(platform.Aurora).AcceptAsync(link, Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task Of_simultaneous_acceptances_and_declines_exactly_one_succeeds()
    {
        for (var round = 0; round < 4; round++)
        {
            var link = await platform.Aurora.InviteAsync($"both-{round}@example.com");

            var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(async () => number % 2 == 0
                ? (Kind: "accepted", Won: (await new ApiDoor(platform.Aurora).AcceptAsync(link, Shop.GoodPassword)).IsDone)
                : (Kind: "declined", Won: (await DeclineAsync(platform.Aurora, link.Email, link.Token)).Status == HttpStatusCode.OK))));

            var customer = (await platform.Aurora.FindCustomerAsync(link.Email))!;
            Assert.Single(outcomes.Where(outcome => outcome.Won).Select(outcome => outcome.Kind).Distinct());
            Assert.Equal(customer.IsPending, outcomes.First(outcome => outcome.Won).Kind == "declined");
            Assert.Equal(
                1,
                await platform.Aurora.CountAsync(db =>
                    db.AuditEntries.Where(entry => entry.SubjectId == customer.SubjectId && entry.Action != "customer.invited")));
            Assert.Equal(
                customer.IsPending ? 0 : 1, await platform.Aurora.CountAsync(db => db.Sessions.Where(session => session.CustomerId == customer.Id)));
        }
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task The_merchant_can_invite_again_and_the_old_link_stays_declined(string door)
    {
        var old = await platform.Aurora.InviteAsync($"again-{door}@example.com");
        Assert.True(await DeclineAsync(door, old));

        Assert.Equal(
            HttpStatusCode.OK, (await platform.Aurora.MerchantApi.PostAsync("customers/suppressions/remove", new { email = old.Email })).Status);
        Assert.Equal(
            HttpStatusCode.OK,
            (await platform.Aurora.MerchantApi.PostAsync(
                "customers/invitations/resend", new { customer_id = (await platform.Aurora.FindCustomerAsync(old.Email))!.Id })).Status);

        Assert.Equal(Declined, (await platform.Aurora.NewBrowser().OpenAsync(old.Address.PathAndQuery)).Heading);
        Assert.True((await platform.Aurora.Door(door).AcceptAsync(await platform.Aurora.NewestLinkAsync(old.Email), Shop.GoodPassword)).IsSignedIn);
        Assert.Equal("This invitation has been accepted", (await platform.Aurora.NewBrowser().OpenAsync(old.Address.PathAndQuery)).Heading);
    }

    [Fact]
    public async Task Only_the_complete_link_at_its_own_shop_declines()
    {
        var link = await platform.Aurora.InviteAsync("whole-decline@example.com");
        var other = await platform.Aurora.InviteAsync("other-decline@example.com");

        foreach (var (shop, email, token) in new[]
        {
            (platform.Aurora, other.Email, link.Token), (platform.Aurora, link.Email, "unknown"), (platform.Birch, link.Email, link.Token)
        })
        {
            var answer = await platform.UnchangedAsync(() => DeclineAsync(shop, email, token));
            Assert.Equal((HttpStatusCode.BadRequest, "invitation.unknown"), (answer.Status, answer.Code));
        }

        Assert.Equal(
            HttpStatusCode.UnprocessableEntity, (await platform.UnchangedAsync(() => DeclineAsync(platform.Aurora, link.Email, null))).Status);
        Assert.True((await new ApiDoor(platform.Aurora).AcceptAsync(link, Shop.GoodPassword)).IsSignedIn);
        var used = await platform.UnchangedAsync(() => DeclineAsync(platform.Aurora, link.Email, link.Token));
        Assert.Equal((HttpStatusCode.BadRequest, "invitation.used"), (used.Status, used.Code));
    }

    [Fact]
    public async Task The_form_of_an_older_tab_does_not_decline_the_invitation_of_a_newer_one()
    {
        var first = await platform.Aurora.InviteAsync("first-tab@example.com");
        var second = await platform.Aurora.InviteAsync("second-tab@example.com");
        var browser = platform.Aurora.NewBrowser();
        var question = await AskAsync(browser, await browser.OpenAsync(first.Address.PathAndQuery));
        await browser.OpenAsync(second.Address.PathAndQuery);

        var answer = await platform.UnchangedAsync(() => browser.SubmitFormAsync(question, "decline-invitation"));

        Assert.Equal("Decline this invitation?", answer.Heading);
        Assert.Equal("second-tab@example.com", answer.Page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.NotNull(answer.Page.QuerySelector("[role=alert]"));
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_declined_customer_who_asks_for_an_account_gets_the_invitation_again(string door)
    {
        var link = await platform.Aurora.InviteAsync($"second-thoughts-{door}@example.com");
        Assert.True(await DeclineAsync(door, link));

        await platform.Aurora.Door(door).ForgotAsync(link.Email);

        Assert.True((await platform.Aurora.Door(door).AcceptAsync(await platform.Aurora.NewestLinkAsync(link.Email), Shop.GoodPassword)).IsSignedIn);
    }
}
