using System.Net;
using System.Text.Json;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Invite;

/// <summary>Names as merchants' programs hold them are invited; no mail and no page greets anybody by what could be a link.</summary>
public sealed class InviteeNameTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Theory]
    [InlineData("Dr.Müller")]
    [InlineData("v.d.Berg")]
    [InlineData("Bol.com")]
    [InlineData("J.Smith")]
    [InlineData("St.Pölten Dr.med.Gregory")]
    public async Task A_name_that_looks_like_a_link_is_kept_and_greets_nobody(string name)
    {
        var email = $"erp-{Guid.CreateVersion7():N}@example.com";
        var link = await platform.Aurora.InviteAsync(email, name, name);
        var mail = (await platform.MailsAsync()).First(sent => sent.To == email);

        Assert.Equal((name, name), ((await platform.Aurora.FindCustomerAsync(email))!.Firstname,
            (await platform.Aurora.FindCustomerAsync(email))!.Lastname));
        Assert.Contains("Hello,", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(name, WebUtility.HtmlDecode(mail.Text + mail.Html), StringComparison.Ordinal);

        var session = (await new BrowserDoor(platform.Aurora).AcceptAsync(link, Shop.GoodPassword)).Session!;
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = session;
        Assert.Equal("My account", (await browser.GetAsync("/account")).Heading);
        Assert.Null(await platform.Birch.FindCustomerAsync(email));
    }

    [Theory]
    [InlineData("N/A")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("--")]
    [InlineData("#N/A")]
    [InlineData("n.v.t.")]
    [InlineData("\u200b")]
    public async Task What_stands_for_no_name_is_none(string name)
    {
        var email = $"nameless-{Guid.CreateVersion7():N}@example.com";
        var answer = await platform.Birch.MerchantApi.PostAsync("customers/invite", new { email, firstname = name, lastname = name });

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null),
            (answer.Data.GetProperty("customer").GetProperty("firstname").ValueKind,
            answer.Data.GetProperty("customer").GetProperty("lastname").ValueKind));
        Assert.Contains("Hallo,", (await platform.MailsAsync()).First(sent => sent.To == email).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Null")]
    [InlineData("NA")]
    [InlineData("Jr.")]
    [InlineData("J.R.R.")]
    public async Task A_name_that_people_have_is_greeted(string name)
    {
        var email = $"named-{Guid.CreateVersion7():N}@example.com";
        await platform.Aurora.InviteAsync(email, name);

        Assert.Contains($"Hello {name},", (await platform.MailsAsync()).First(sent => sent.To == email).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task Whoever_was_invited_by_such_a_name_saves_their_details_with_it(string doorName)
    {
        var email = $"saves-{doorName}@example.com";
        var link = await platform.Aurora.InviteAsync(email, "Dr.Müller", "v.d.Berg");
        var session = (await platform.Aurora.Door(doorName).AcceptAsync(link, Shop.GoodPassword)).Session!;

        var saved = await platform.Aurora.Door(doorName).DoAsync(session, AccountOperation.UpdateProfile, ("firstname", "Dr.Müller"),
            ("lastname", "v.d.Berg"), ("phone", "112"));
        var refused = await platform.Aurora.Door(doorName).DoAsync(session, AccountOperation.UpdateProfile, ("firstname", "N/A"), ("lastname", "-"),
            ("phone", "112"));

        Assert.True(saved.IsDone, saved.Message);
        Assert.False(refused.IsDone);
        Assert.Equal(("Enter your first name.", "Enter your last name."), (refused.Error("firstname"), refused.Error("lastname")));
        Assert.Equal("Dr.Müller", (await platform.Aurora.FindCustomerAsync(email))!.Firstname);
    }
}
