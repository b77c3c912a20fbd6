using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Persistence;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Invite;

public sealed class InviteLimitsTests
{
    private static Task<ApiAnswer> InviteAsync(Shop shop, string email) => shop.MerchantApi.PostAsync("customers/invite", new { email });

    [Fact]
    public async Task A_merchant_over_its_mail_quota_is_told_to_wait_and_nothing_is_stored()
    {
        await using var platform = new TestPlatform { Settings = { ["RateLimits:MailsPerMerchantPerHour"] = "2" } };
        await platform.Aurora.InviteAsync("one@example.com");
        await platform.Aurora.InviteAsync("two@example.com");

        var third = await platform.UnchangedAsync(() => InviteAsync(platform.Aurora, "three@example.com"));

        Assert.Equal(HttpStatusCode.TooManyRequests, third.Status);
        Assert.InRange(int.Parse(third.Header("Retry-After")!, null), 1, 3600);
        Assert.Equal(HttpStatusCode.Created, (await InviteAsync(platform.Birch, "three@example.com")).Status);
        platform.Clock.Turn(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Created, (await InviteAsync(platform.Aurora, "three@example.com")).Status);
    }

    [Fact]
    public async Task Invitations_to_one_address_are_limited_per_hour()
    {
        await using var platform = new TestPlatform { Settings = { ["RateLimits:MailsPerRecipientPerHour"] = "2" } };
        var created = await InviteAsync(platform.Aurora, "often@example.com");
        var resend = new { customer_id = created.Data.GetProperty("customer").GetProperty("id").GetInt64() };
        Assert.Equal(HttpStatusCode.OK, (await platform.Aurora.MerchantApi.PostAsync("customers/invitations/resend", resend)).Status);

        var third = await platform.UnchangedAsync(() => platform.Aurora.MerchantApi.PostAsync("customers/invitations/resend", resend));

        Assert.Equal(HttpStatusCode.TooManyRequests, third.Status);
        Assert.NotNull(third.Header("Retry-After"));
        Assert.Equal(HttpStatusCode.Created, (await InviteAsync(platform.Aurora, "someone-else@example.com")).Status);
        Assert.Equal(HttpStatusCode.Created, (await InviteAsync(platform.Birch, "often@example.com")).Status);
    }

    [Fact]
    public async Task Mails_to_one_recipient_do_not_count_for_another()
    {
        await using var platform = new TestPlatform { Settings = { ["RateLimits:MailsPerRecipientPerHour"] = "2" } };
        var customers = new List<long>();
        foreach (var shop in new[] { platform.Aurora, platform.Birch })
        {
            foreach (var email in new[] { "first@example.com", "second@example.com" })
            {
                customers.Add((await InviteAsync(shop, email)).Data.GetProperty("customer").GetProperty("id").GetInt64());
            }
        }

        Task<ApiAnswer> Resend(Shop shop, long customer) =>
            shop.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = customer });
        Assert.Equal(HttpStatusCode.OK, (await Resend(platform.Aurora, customers[0])).Status);
        Assert.Equal("mail.recipient_quota", (await Resend(platform.Aurora, customers[0])).Code);

        Assert.Equal(HttpStatusCode.OK, (await Resend(platform.Aurora, customers[1])).Status);
        Assert.Equal(HttpStatusCode.OK, (await Resend(platform.Birch, customers[2])).Status);
        Assert.Equal(HttpStatusCode.OK, (await Resend(platform.Birch, customers[3])).Status);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_merchant_without_a_host_invites_nobody(bool sendEmail)
    {
        await using var platform = new TestPlatform();
        await using (var scope = platform.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<StorefrontDb>().MerchantHosts.Where(host => host.MerchantId == platform.Aurora.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(host => host.IsPrimary, false));
        }

        var answer = await platform.UnchangedAsync(() =>
            platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = "hostless@example.com", send_email = sendEmail }));

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal("[]", answer.Data.GetRawText());
        Assert.Equal(HttpStatusCode.Created, (await InviteAsync(platform.Birch, "hostless@example.com")).Status);
    }
}
