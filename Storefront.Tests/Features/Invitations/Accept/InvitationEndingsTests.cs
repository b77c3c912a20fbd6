using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Accept;

public sealed class InvitationEndingsTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static readonly Dictionary<string, (string Heading, string Way)> Pages = new()
    {
        ["expired"] = ("This invitation has expired", "form button"),
        ["superseded"] = ("There is a newer invitation", "form button"),
        ["used"] = ("This invitation has been accepted", "a[href^='/account/sign-in?email=']"),
        ["revoked"] = ("This invitation was withdrawn", "p:contains('help@aurora.example')"),
        ["declined"] = ("This invitation was declined", "p:contains('help@aurora.example')"),
        ["unknown"] = ("This link is not known here", "a[href='/account/sign-in']"),
    };

    public static TheoryData<string> Endings => [.. Pages.Keys];

    [Theory, MemberData(nameof(Endings))]
    public async Task Each_ended_state_has_its_own_page_and_a_next_step(string ending)
    {
        var link = await EndAsync(ending, $"ends-{ending}@example.com");

        var page = await platform.UnchangedAsync(() => platform.Aurora.NewBrowser().OpenAsync(link.Address.PathAndQuery));
        var answer = await platform.UnchangedAsync(() => platform.Aurora.Api().PostPublicAsync("customer/auth/invitation/accept",
            new
            {
                email = link.Email,
                token = link.Token,
                password = "another-horse-battery-staple",
                password_confirmation = "another-horse-battery-staple"
            }));

        Assert.Equal(Pages[ending].Heading, page.Heading);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotNull(page.Page.QuerySelector("main " + Pages[ending].Way));
        Assert.Null(page.Page.QuerySelector("#password"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal($"invitation.{ending}", answer.Code);
        Assert.Equal("[]", answer.Data.GetRawText());
    }

    [Theory, MemberData(nameof(Endings))]
    public async Task A_form_opened_before_the_link_ended_changes_nothing(string ending)
    {
        var email = $"open-{ending}@example.com";
        var browser = platform.Aurora.NewBrowser();
        var form = await browser.OpenAsync((await platform.Aurora.InviteAsync(email)).Address.PathAndQuery);
        await EndAsync(ending, email);

        var answer = await platform.UnchangedAsync(() =>
            browser.SubmitAsync(form, ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword)));

        Assert.NotEqual(HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal(Pages[ending].Heading, answer.Heading);
        Assert.DoesNotContain("__Host-session", browser.Cookies.Keys);
    }

    [Fact]
    public async Task A_used_link_leads_to_sign_in_with_the_address_filled_in()
    {
        var link = await EndAsync("used", "filled+in@example.com");
        var browser = platform.Aurora.NewBrowser();
        var used = await browser.OpenAsync(link.Address.PathAndQuery);

        var signIn = await browser.GetAsync(used.Page.QuerySelector("main a.button")!.GetAttribute("href")!);

        Assert.Equal("filled+in@example.com", signIn.Page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.Equal(
            HttpStatusCode.SeeOther, (await browser.SubmitAsync(signIn, ("Email", "filled+in@example.com"), ("Password", Shop.GoodPassword))).Status);
    }

    [Theory, InlineData("expired"), InlineData("superseded")]
    public async Task An_old_link_of_an_accepted_customer_leads_to_sign_in(string ending)
    {
        var email = $"accepted-since-{ending}@example.com";
        var old = await EndAsync(ending, email);
        if (ending == "expired")
        {
            await ResendAsync(email);
        }

        Assert.True((await new ApiDoor(platform.Aurora).AcceptAsync(await platform.Aurora.NewestLinkAsync(email), Shop.GoodPassword)).IsSignedIn);

        var page = await platform.UnchangedAsync(() => platform.Aurora.NewBrowser().OpenAsync(old.Address.PathAndQuery));

        Assert.Equal("This invitation has been accepted", page.Heading);
    }

    private async Task<Link> EndAsync(string ending, string email)
    {
        var link = await platform.Aurora.FindCustomerAsync(email) is null
            ? await platform.Aurora.InviteAsync(email)
            : await platform.Aurora.NewestLinkAsync(email);
        switch (ending)
        {
            case "expired":
                await platform.AsAsync(
                    platform.Aurora,
                    db => db.OneTimeTokens.Where(token => token.Address == email)
                        .ExecuteUpdateAsync(set => set.SetProperty(token => token.ExpiresAt, platform.Clock.Now)));
                break;
            case "superseded":
                await ResendAsync(email);
                break;
            case "used":
                Assert.True((await new ApiDoor(platform.Aurora).AcceptAsync(link, Shop.GoodPassword)).IsSignedIn);
                break;
            case "revoked":
                await platform.AsAsync(
                    platform.Aurora,
                    db => db.OneTimeTokens.Where(token => token.Address == email)
                        .ExecuteUpdateAsync(set => set.SetProperty(token => token.RevokedAt, platform.Clock.Now)));
                break;
            case "declined":
                Assert.Equal(
                    HttpStatusCode.OK,
                    (await platform.Aurora.Api()
                        .PostPublicAsync("customer/auth/invitation/decline", new { email = link.Email, token = link.Token })).Status);
                break;
            default:
                var id = (await platform.Aurora.FindCustomerAsync(email))!.Id;
                await platform.AsAsync(platform.Aurora, db => db.Invitations.Where(invitation => invitation.CustomerId == id).ExecuteDeleteAsync());
                await platform.AsAsync(platform.Aurora, db => db.OneTimeTokens.Where(token => token.CustomerId == id).ExecuteDeleteAsync());
                break;
        }

        return link;
    }

    private async Task ResendAsync(string email)
    {
        var id = (await platform.Aurora.FindCustomerAsync(email))!.Id;
        Assert.Equal(
            HttpStatusCode.OK, (await platform.Aurora.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = id })).Status);
    }
}
