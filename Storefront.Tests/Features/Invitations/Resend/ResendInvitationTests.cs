using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Resend;

public sealed class ResendInvitationTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static Task<ApiAnswer> ResendAsync(Shop shop, object body, string? token = null) =>
        shop.Api(token ?? shop.Token).PostAsync("customers/invitations/resend", body);

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
        // The mail of the link between them had not left, and never does.
        Assert.Equal(2, (await platform.MailsAsync()).Count(mail => mail.To == link.Email));
    }

    [Fact]
    public async Task A_resend_keeps_the_invitation_and_opens_an_expired_one_again()
    {
        await platform.Aurora.MerchantApi.PostAsync(
            "customers/invite", new { email = "resent-late@example.com", expires_in_days = 1, message = "First words" });
        var customer = new { customer_id = await IdAsync("resent-late@example.com") };
        await platform.MailsAsync();
        var before = (await platform.Aurora.MerchantApi.PostAsync("customers/invitations/get", customer)).Data.GetProperty("invitation");
        platform.Clock.Turn(TimeSpan.FromDays(2));

        var answer = await ResendAsync(
            platform.Aurora, new { invitation_id = before.GetProperty("id").GetInt64(), expires_in_days = 3, message = "Other words" });

        var after = answer.Data.GetProperty("invitation");
        Assert.Equal(before.GetProperty("id").GetInt64(), after.GetProperty("id").GetInt64());
        Assert.Equal(("pending", "queued", 1),
            (after.GetProperty("status").GetString(), after.GetProperty("delivery").GetString(), after.GetProperty("resends").GetInt32()));
        var last =
            TimeZoneInfo.ConvertTime(after.GetProperty("expires_at").GetDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"));
        Assert.Equal($"{platform.Clock.Now.AddDays(3):yyyy-MM-dd} 23:59:59", last.ToString("yyyy-MM-dd HH:mm:ss", null));
        Assert.Contains("Other words", (await platform.MailsAsync()).First(mail => mail.To == "resent-late@example.com").Text,
            StringComparison.Ordinal);
        var timeline = (await platform.Aurora.MerchantApi.PostAsync("customers/invitations/get", customer)).Data.GetProperty("invitation")
            .GetProperty("timeline");
        Assert.Equal(
            ["queued", "sent", "expired", "resent", "sent"], timeline.EnumerateArray().Select(entry => entry.GetProperty("event").GetString()));
    }

    [Fact]
    public async Task One_invitation_is_mailed_again_three_times_in_ten_minutes_and_five_times_a_day()
    {
        await using var patient = new TestPlatform { Settings = { ["RateLimits:MailsPerRecipientPerHour"] = "100" } };
        await patient.Aurora.InviteAsync("again-and-again@example.com");
        var body = new { customer_id = (await patient.Aurora.FindCustomerAsync("again-and-again@example.com"))!.Id };
        var answers = new List<ApiAnswer>();
        foreach (var minutes in new[] { 0, 0, 0, 0, 10, 0, 0 })
        {
            patient.Clock.Turn(TimeSpan.FromMinutes(minutes));
            answers.Add(await ResendAsync(patient.Aurora, body));
        }

        Assert.Equal([200, 200, 200, 429, 200, 200, 429], answers.Select(answer => (int)answer.Status));
        Assert.Equal("invitation.resend_quota", answers[3].Code);
        Assert.InRange(int.Parse(answers[3].Header("Retry-After")!, null), 1, 600);
        Assert.InRange(int.Parse(answers[6].Header("Retry-After")!, null), 3600, 86400);
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
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await platform.UnchangedAsync(() => ResendAsync(platform.Aurora, new { customer_id = auroras }, "demo-aurora-readonly-token"))).Status);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await platform.UnchangedAsync(() => ResendAsync(platform.Aurora, new { customer_id = auroras }, platform.Birch.Token))).Status);
    }
}
