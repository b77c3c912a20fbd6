using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Resend;

public sealed class ResendInvitationTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static Task<ApiAnswer> ResendAsync(Shop shop, object body, string? token = null) => shop.Api(token ?? shop.Token).PostAsync("customers/invitations/resend", body);

    private async Task<long> IdAsync(string email) => (await platform.Aurora.FindCustomerAsync(email))!.Id;

    [Fact]
    public async Task A_resend_creates_a_new_link_and_supersedes_the_older_one()
    {
        var older = await platform.Aurora.InviteAsync("resent@example.com");

        var answer = await ResendAsync(platform.Aurora, new { customer_id = await IdAsync(older.Email) });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("pending", answer.Data.GetProperty("invitation").GetProperty("status").GetString());
        var newer = await platform.Aurora.NewestLinkAsync(older.Email);
        Assert.DoesNotContain(newer.Token, answer.Text, StringComparison.Ordinal);
        Assert.False((await new ApiDoor(platform.Aurora).AcceptAsync(older, Shop.GoodPassword)).IsDone);
        Assert.True((await new ApiDoor(platform.Aurora).AcceptAsync(newer, Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task An_invitation_can_be_named_in_place_of_its_customer()
    {
        var link = await platform.Aurora.InviteAsync("by-invitation@example.com");
        var first = await ResendAsync(platform.Aurora, new { customer_id = await IdAsync(link.Email) });

        var second = await ResendAsync(platform.Aurora, new { invitation_id = first.Data.GetProperty("invitation").GetProperty("id").GetInt64() });

        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Equal(3, (await platform.MailsAsync()).Count(mail => mail.To == link.Email));
    }

    [Fact]
    public async Task An_accepted_customer_is_not_mailed_again()
    {
        await platform.Aurora.CustomerAsync("accepted@example.com");
        var body = new { customer_id = await IdAsync("accepted@example.com") };

        Assert.Equal(HttpStatusCode.Conflict, (await platform.UnchangedAsync(() => ResendAsync(platform.Aurora, body))).Status);
    }

    [Fact]
    public async Task Another_merchants_customer_is_unknown()
    {
        await platform.Aurora.InviteAsync("auroras@example.com");
        await platform.Birch.InviteAsync("birchs@example.com");
        var (auroras, birchs) = (await IdAsync("auroras@example.com"), (await platform.Birch.FindCustomerAsync("birchs@example.com"))!.Id);

        async Task<string> AnswerAsync(Shop shop, object body, HttpStatusCode status)
        {
            var answer = await platform.UnchangedAsync(() => ResendAsync(shop, body));
            Assert.Equal(status, answer.Status);
            return answer.Text;
        }

        var none = await AnswerAsync(platform.Aurora, new { customer_id = 999_999 }, HttpStatusCode.NotFound);
        Assert.Equal(none, await AnswerAsync(platform.Aurora, new { customer_id = birchs }, HttpStatusCode.NotFound));
        Assert.Equal(none, await AnswerAsync(platform.Birch, new { customer_id = auroras }, HttpStatusCode.NotFound));
        Assert.Equal(none, await AnswerAsync(platform.Aurora, new { customer_id = auroras, invitation_id = 999_999 }, HttpStatusCode.NotFound));
        await AnswerAsync(platform.Aurora, new { }, HttpStatusCode.UnprocessableEntity);
        await AnswerAsync(platform.Aurora, new { customer_id = "one" }, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(HttpStatusCode.Forbidden, (await platform.UnchangedAsync(() => ResendAsync(platform.Aurora, new { customer_id = auroras }, "demo-aurora-readonly-token"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await platform.UnchangedAsync(() => ResendAsync(platform.Aurora, new { customer_id = auroras }, platform.Birch.Token))).Status);
    }
}
