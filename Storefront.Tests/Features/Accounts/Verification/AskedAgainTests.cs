using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Verification;

/// <summary>Whoever asks for another link too soon gets none, and both doors say so.</summary>
public sealed class AskedAgainTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Email = "asks-again@example.com";

    [Fact]
    public async Task Asking_again_within_ten_minutes_mails_nothing_and_says_so()
    {
        foreach (var shop in new[] { platform.Aurora, platform.Birch })
        {
            var bearer = (await new ApiDoor(shop).RegisterAsync(Email, Shop.GoodPassword)).Session!;
            var browser = shop.NewBrowser();
            browser.Cookies["__Host-language"] = "en";
            browser.Cookies["__Host-session"] = (await new BrowserDoor(shop).SignInAsync(Email, Shop.GoodPassword)).Session!;
            var mails = await shop.MailsToAsync(Email);

            var page = await browser.SubmitAsync(await browser.GetAsync("/account/verify-email"));
            var answer = await shop.Api(bearer).PostAsync("customer/auth/verify-email/resend");

            Assert.Contains($"A link was mailed to {Email} within the last ten minutes.", page.Main, StringComparison.Ordinal);
            Assert.DoesNotContain("fresh link", page.Main, StringComparison.Ordinal);
            Assert.Contains("still works", answer.Message, StringComparison.Ordinal);
            Assert.Equal(mails, await shop.MailsToAsync(Email));
            platform.Clock.Turn(TimeSpan.FromMinutes(10));
            var later = await browser.SubmitAsync(await browser.GetAsync("/account/verify-email"));
            Assert.Contains($"A fresh link is on its way to {Email}.", later.Main, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_verified_address_is_told_at_the_API()
    {
        var bearer = await platform.Aurora.CustomerAsync("proven-already@example.com");

        var answer = await platform.Aurora.Api(bearer).PostAsync("customer/auth/verify-email/resend");

        Assert.Equal("The address is verified already.", answer.Message);
    }
}
