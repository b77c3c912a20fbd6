using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.RateLimiting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.RateLimiting;

public sealed partial class MailFloodTests
{
    [Theory, MemberData(nameof(Databases))]
    public Task A_customers_mails_arrive_after_a_stranger_used_up_the_other_budgets(string database) => OnAsync(database, async platform =>
    {
        var shop = platform.Aurora;
        await shop.CustomerAsync("real@example.com");
        var invited = (await shop.MerchantApi.PostAsync("customers/invite", new { email = "pending@example.com" })).Data.GetProperty("customer")
            .GetProperty("id").GetInt64();
        for (var call = 0; call < 12; call++)
        {
            await new ApiDoor(shop).RegisterAsync($"flood-{call}@example.com", Shop.GoodPassword);
            await new ApiDoor(shop).ForgotAsync("pending@example.com");
            await new BrowserDoor(shop).RegisterAsync("real@example.com", Shop.GoodPassword);
            await platform.MailsAsync();
        }

        Assert.Equal(HttpStatusCode.Created, (await shop.MerchantApi.PostAsync("customers/invite", new { email = "invited@example.com" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await shop.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = invited })).Status);
        Assert.True((await new BrowserDoor(shop).SignInAsync("real@example.com", Shop.GoodPassword)).IsSignedIn);
        Assert.True((await new ApiDoor(shop).ResetAsync(await shop.ForgetPasswordAsync("real@example.com"), Fresh)).IsDone);
        var subjects = (await platform.MailsAsync()).Where(mail => mail.To == "real@example.com").Select(mail => mail.Subject).ToList();
        Assert.Contains("A new device at your account at Aurora Coffee", subjects);
        Assert.Contains("Your password at Aurora Coffee was changed", subjects);
        Assert.InRange(subjects.Count(subject => subject.StartsWith("You already have", StringComparison.Ordinal)), 0, 5);
    }, ("SelfServiceMailsPerMerchantPerHour", "10"));

    [Fact]
    public Task Many_reset_requests_mail_three_and_use_three_of_the_reserve() => OnAsync("SQLite", async platform =>
    {
        await platform.Aurora.CustomerAsync(Victim);
        for (var call = 0; call < 10; call++)
        {
            await new ApiDoor(platform.Aurora).ForgotAsync(Victim);
            await platform.MailsAsync();
            platform.Clock.Turn(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(
            3, (await platform.MailsAsync()).Count(mail => mail.To == Victim && mail.Subject.StartsWith("A new password", StringComparison.Ordinal)));
        Assert.Equal(
            3,
            await platform.AsAsync(
                platform.Aurora,
                db => db.AttemptCounters.Where(counter => counter.Key == AttemptCounterStore.Key("mail-reserve", "all"))
                    .Select(counter => counter.Count).SingleAsync()));
    });

    [Fact]
    public Task One_clients_registrations_stay_within_the_mail_limit_and_open_accounts() => OnAsync("SQLite", async platform =>
    {
        for (var call = 0; call < 4; call++)
        {
            Assert.True((await new ApiDoor(platform.Aurora).RegisterAsync($"client-{call}@example.com", Shop.GoodPassword)).IsSignedIn);
        }

        Assert.Equal(2, await MailsToAsync(platform, _ => true));
    }, ("SelfServiceMailsPerClientPerHour", "2"));
}
