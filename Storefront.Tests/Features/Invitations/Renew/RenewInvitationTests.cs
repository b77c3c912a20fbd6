using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Renew;

public sealed class RenewInvitationTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromDays(8);

    private async Task<Link> ExpiredAsync(string email)
    {
        var link = await platform.Aurora.InviteAsync(email);
        platform.Clock.Turn(LongEnough);
        return link;
    }

    private static Task<ApiAnswer> RenewAsync(Shop shop, string? email, string? token) =>
        shop.Api().PostPublicAsync("customer/auth/invitation/renew", new { email, token });

    // Whether this door mailed a new link.
    private async Task<bool> RenewAsync(string door, Link link)
    {
        if (door == "API")
        {
            return (await RenewAsync(platform.Aurora, link.Email, link.Token)).Status == HttpStatusCode.OK;
        }

        var browser = platform.Aurora.NewBrowser();
        var page = await browser.OpenAsync(link.Address.PathAndQuery);
        return page.Page.QuerySelector("main form") is not null && (await browser.SubmitAsync(page)).Heading == "Look in your inbox";
    }

    private async Task<int> MailsToAsync(string email) => (await platform.MailsAsync()).Count(mail => mail.To == email);

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task An_expired_link_mails_a_new_one_to_the_stored_address_only(string door)
    {
        var old = await ExpiredAsync($"Renew-{door}@Example.com");
        var mails = (await platform.MailsAsync()).Count;

        Assert.True(await RenewAsync(door, old with { Email = old.Email.ToUpperInvariant() }));

        Assert.Equal(mails + 1, (await platform.MailsAsync()).Count);
        var fresh = await platform.Aurora.NewestLinkAsync(old.Email);
        Assert.NotEqual(old.Token, fresh.Token);
        Assert.Equal("There is a newer invitation", (await platform.Aurora.NewBrowser().OpenAsync(old.Address.PathAndQuery)).Heading);
        Assert.True((await platform.Aurora.Door(door).AcceptAsync(fresh, Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task An_expired_form_says_so_and_mails_nothing()
    {
        var link = await ExpiredAsync("late-renewal@example.com");
        var browser = platform.Aurora.NewBrowser();
        var page = await browser.OpenAsync(link.Address.PathAndQuery);

        var answer =
            await platform.UnchangedAsync(() => browser.SubmitFormAsync(page, "renew-invitation", ("__RequestVerificationToken", "expired")));

        Assert.Equal((HttpStatusCode.BadRequest, "This invitation has expired"), (answer.Status, answer.Heading));
        Assert.Contains("nothing was done", answer.Page.QuerySelector("main form [role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Look in your inbox", (await browser.SubmitFormAsync(answer, "renew-invitation")).Heading);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_second_click_mails_again_and_only_the_newest_works(string door)
    {
        var old = await ExpiredAsync($"twice-{door}@example.com");
        Assert.True(await RenewAsync(door, old));
        var middle = await platform.Aurora.NewestLinkAsync(old.Email);

        Assert.True(await RenewAsync(door, old));

        Assert.Equal(3, await MailsToAsync(old.Email));
        Assert.False((await platform.Aurora.Door(door).AcceptAsync(middle, Shop.GoodPassword)).IsDone);
        Assert.True((await platform.Aurora.Door(door).AcceptAsync(await platform.Aurora.NewestLinkAsync(old.Email), Shop.GoodPassword)).IsSignedIn);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task The_recipients_quota_holds_here_too(string door)
    {
        var old = await ExpiredAsync($"quota-{door}@example.com");
        for (var click = 0; click < 3; click++)
        {
            Assert.True(await RenewAsync(door, old));
        }

        Assert.False(await platform.UnchangedAsync(() => RenewAsync(door, old)));
        var answer = await platform.UnchangedAsync(() => RenewAsync(platform.Aurora, old.Email, old.Token));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.NotNull(answer.Header("Retry-After"));
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_customer_who_accepted_meanwhile_gets_no_mail(string door)
    {
        var old = await ExpiredAsync($"meanwhile-{door}@example.com");
        var browser = platform.Aurora.NewBrowser();
        var page = await browser.OpenAsync(old.Address.PathAndQuery);
        Assert.True(await RenewAsync("API", old));
        Assert.True((await new ApiDoor(platform.Aurora).AcceptAsync(await platform.Aurora.NewestLinkAsync(old.Email), Shop.GoodPassword)).IsSignedIn);

        var clicked = await platform.UnchangedAsync(() => browser.SubmitAsync(page));
        var answer = await platform.UnchangedAsync(() => RenewAsync(platform.Aurora, old.Email, old.Token));

        Assert.Equal("This invitation has been accepted", clicked.Heading);
        Assert.Equal((HttpStatusCode.BadRequest, "invitation.used"), (answer.Status, answer.Code));
        Assert.False(await platform.UnchangedAsync(() => RenewAsync(door, old)));
    }

    [Fact]
    public async Task A_usable_link_is_not_replaced()
    {
        var link = await platform.Aurora.InviteAsync("still-works@example.com");

        var answer = await platform.UnchangedAsync(() => RenewAsync(platform.Aurora, link.Email, link.Token));

        Assert.Equal((HttpStatusCode.BadRequest, "invitation.not_renewable"), (answer.Status, answer.Code));
        Assert.True((await new ApiDoor(platform.Aurora).AcceptAsync(link, Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task A_revoked_invitation_is_not_mailed_again()
    {
        var link = await ExpiredAsync("withdrawn@example.com");
        await platform.AsAsync(
            platform.Aurora,
            db => db.OneTimeTokens.Where(token => token.Address == link.Email)
                .ExecuteUpdateAsync(set => set.SetProperty(token => token.RevokedAt, platform.Clock.Now)));

        var answer = await platform.UnchangedAsync(() => RenewAsync(platform.Aurora, link.Email, link.Token));

        Assert.Equal((HttpStatusCode.BadRequest, "invitation.not_renewable"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task An_address_alone_or_the_wrong_one_mails_nothing()
    {
        var link = await ExpiredAsync("alone@example.com");
        var other = await ExpiredAsync("other@example.com");

        async Task<(HttpStatusCode, string?)> AnswerAsync(Shop shop, string? email, string? token)
        {
            var answer = await platform.UnchangedAsync(() => RenewAsync(shop, email, token));
            return (answer.Status, answer.Code);
        }

        Assert.Equal((HttpStatusCode.BadRequest, "invitation.unknown"), await AnswerAsync(platform.Aurora, link.Email, "nonsense"));
        Assert.Equal((HttpStatusCode.BadRequest, "invitation.unknown"), await AnswerAsync(platform.Aurora, link.Email, other.Token));
        Assert.Equal((HttpStatusCode.BadRequest, "invitation.unknown"), await AnswerAsync(platform.Birch, link.Email, link.Token));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AnswerAsync(platform.Aurora, link.Email, null)).Item1);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AnswerAsync(platform.Aurora, null, link.Token)).Item1);
    }

    [Fact]
    public async Task An_older_tabs_button_mails_nobody_after_another_invitation_was_opened()
    {
        var expired = await ExpiredAsync("older-tab@example.com");
        var browser = platform.Aurora.NewBrowser();
        var olderTab = await browser.OpenAsync(expired.Address.PathAndQuery);
        await browser.OpenAsync((await platform.Aurora.InviteAsync("newer-tab@example.com")).Address.PathAndQuery);

        var clicked = await platform.UnchangedAsync(() => browser.SubmitAsync(olderTab));

        Assert.Equal(HttpStatusCode.OK, clicked.Status);
        Assert.Equal("newer-tab@example.com", clicked.Page.QuerySelector("#email")!.GetAttribute("value"));
    }
}
