using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Passwords;

public sealed class ResetPasswordReachTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string NewPassword = "an-entirely-new-password";

    [Fact]
    public async Task A_reset_verifies_the_address_and_links_its_guest_orders()
    {
        var now = platform.Clock.Now;
        await platform.Aurora.CustomerAsync("prover@example.com");
        await platform.AsAsync(platform.Aurora, db => db.Customers.Where(customer => customer.Email == "prover@example.com")
            .ExecuteUpdateAsync(set => set.SetProperty(customer => customer.EmailVerifiedAt, (DateTimeOffset?)null)));
        await platform.AsAsync(platform.Aurora, db => db.Orders.Where(order => order.OrderNumber == "AUR-1001")
            .ExecuteUpdateAsync(set => set.SetProperty(order => order.BuyerAddress, "prover@example.com")));

        await new ApiDoor(platform.Aurora).ResetAsync(await platform.Aurora.ForgetPasswordAsync("prover@example.com"), NewPassword);

        Assert.True((await platform.Aurora.FindCustomerAsync("prover@example.com"))!.EmailVerifiedAt >= now);
        var session = (await new ApiDoor(platform.Aurora).SignInAsync("prover@example.com", NewPassword)).Session!;
        Assert.Equal(["AUR-1001"], await new ApiDoor(platform.Aurora).OrdersAsync(session));
        Assert.Contains(
            (await platform.MailsAsync()).Where(mail => mail.To == "prover@example.com"),
            mail => mail.Text.Contains("One earlier order was added", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deleting_the_account_deletes_its_reset_links_and_queued_requests()
    {
        var bearer = await platform.Aurora.CustomerAsync("gone@example.com");
        var link = await platform.Aurora.ForgetPasswordAsync("gone@example.com");
        await new ApiDoor(platform.Aurora).ForgotAsync("gone@example.com");

        Assert.True((await new ApiDoor(platform.Aurora).DeleteAsync(bearer, Shop.GoodPassword)).IsDone);

        var mails = await platform.Aurora.MailsToAsync("gone@example.com");
        Assert.Equal(0, await platform.Aurora.CountAsync(db => db.OneTimeTokens.Where(token => token.Address == "gone@example.com")));
        Assert.False((await new ApiDoor(platform.Aurora).ResetAsync(link, NewPassword)).IsDone);
        Assert.Equal(mails, await platform.Aurora.MailsToAsync("gone@example.com"));
    }
}
