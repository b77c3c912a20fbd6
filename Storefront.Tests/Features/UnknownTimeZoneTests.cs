using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features;

/// <summary>A shop whose stored time zone this machine does not know goes on by UTC: no page, no answer and no deletion hangs on a date.</summary>
public sealed class UnknownTimeZoneTests(PostgresPlatform postgres) : IClassFixture<PostgresPlatform>
{
    public static TheoryData<string> Zones =>
        ["Mars/Base", "posixrules", "localtime", "right/Europe/Amsterdam", "Europe/Gone", "W. Europe Standard Time", "../../etc/passwd", "", " "];

    [Theory, MemberData(nameof(Zones))]
    public async Task Everything_with_a_date_is_answered_and_the_account_goes(string zone)
    {
        await using var platform = new TestPlatform();

        await LiveAsync(platform, zone, "jane@example.com");
    }

    [RequiresProgramTheory("initdb", asRoot: false), MemberData(nameof(Zones))]
    public Task Everything_with_a_date_is_answered_on_PostgreSQL_too(string zone) =>
        LiveAsync(postgres.Platform, zone, $"zone-{Guid.CreateVersion7():N}@example.com");

    [Fact]
    public async Task Days_are_those_of_UTC()
    {
        await using var platform = new TestPlatform();
        await SetZoneAsync(platform, "Mars/Base");
        var door = platform.Aurora.Door("browser");
        await platform.Aurora.CustomerAsync("jane@example.com");
        platform.Clock.Turn(TimeSpan.FromHours(14.5));

        // Half past eleven at night in UTC, and already tomorrow in Amsterdam.
        var page = await PageAsync(platform.Aurora, (await door.SignInAsync("jane@example.com", Shop.GoodPassword)).Session!, "/account/sessions");

        Assert.Contains("2 March 2026 23:30", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_warns_of_the_merchant_and_goes_on()
    {
        using var log = new CapturedLog();
        await using var platform = new TestPlatform();
        await SetZoneAsync(platform, "Mars/Base");
        await using var again = new TestPlatform
        {
            Settings = { ["ConnectionStrings:Storefront"] = platform.Connection },
            Change = services => services.AddSingleton<ILoggerProvider>(log),
        };

        Assert.Equal(HttpStatusCode.OK, (await again.Aurora.NewBrowser().GetAsync("/")).Status);

        Assert.Single(
            log.Lines,
            line => line.StartsWith("Warning", StringComparison.Ordinal)
                && line.Contains("Merchant 1 lives by the time zone Mars/Base", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("Merchant 2 lives by", StringComparison.Ordinal));
    }

    private static async Task LiveAsync(TestPlatform platform, string zone, string email)
    {
        await SetZoneAsync(platform, zone);
        await platform.Birch.CustomerAsync(email);
        foreach (var door in platform.Aurora.Doors)
        {
            await platform.Aurora.CustomerAsync(email);
            var session = (await door.SignInAsync(email, Shop.GoodPassword)).Session!;
            await door.OrdersAsync(session);
            if (door is BrowserDoor)
            {
                foreach (var path in new[]
                {
                    "/account", "/account/orders", "/account/sessions", "/account/delete", "/account/export.html", "/account/export.json"
                })
                {
                    Assert.Equal(HttpStatusCode.OK, (await PageAsync(platform.Aurora, session, path)).Status);
                }
            }
            else
            {
                Assert.Equal(HttpStatusCode.OK, (await platform.Aurora.Api(session).PostAsync("customer/account/deletion-preview")).Status);
                Assert.Equal(HttpStatusCode.OK, (await platform.Aurora.Api(session).PostAsync("customer/sessions/list")).Status);
            }

            Assert.True((await door.DeleteAsync(session, Shop.GoodPassword)).IsDone);
            Assert.Null(await platform.Aurora.FindCustomerAsync(email));
        }

        Assert.True((await platform.Birch.Door("API").SignInAsync(email, Shop.GoodPassword)).IsSignedIn);
    }

    private static async Task<BrowserAnswer> PageAsync(Shop shop, string session, string path)
    {
        var browser = shop.NewBrowser();
        browser.Cookies["__Host-session"] = session;
        return await browser.GetAsync(path);
    }

    private static async Task SetZoneAsync(TestPlatform platform, string zone)
    {
        await platform.AsAsync(
            platform.Aurora,
            db => db.Merchants.Where(merchant => merchant.Id == 1).ExecuteUpdateAsync(set => set.SetProperty(merchant => merchant.TimeZone, zone)));
        platform.Clock.Turn(Storefront.Platform.Tenancy.MerchantDirectory.Freshness);
    }
}
