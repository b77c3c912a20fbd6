using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Export;

/// <summary>A customer with rows in every table, beside another customer of the merchant and one with the same address at another
/// merchant.</summary>
public sealed class FullAccount : IAsyncLifetime
{
    public const string Email = "full@example.com";
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    public TestPlatform Platform { get; } = new();
    public Shop Shop => Platform.Aurora;
    public string Bearer { get; private set; } = "";
    public string Cookie { get; private set; } = "";

    /// <summary>The bearer token of the merchant's other customer, who has an invitation, one sign-in and one order.</summary>
    public string OthersBearer { get; private set; } = "";

    /// <summary>What opens the account and must not be in any file: secrets of links and sessions, and the password hash.</summary>
    public List<string> Secrets { get; } = [Shop_Password];

    private const string Shop_Password = Support.Shop.GoodPassword;

    public async Task InitializeAsync()
    {
        await Shop.AddAsync(
            Shop.Order(Email, "FULL-1", "Kettle \"blue\" & <b>bold</b>"), Shop.Order(Email, "FULL-2", total: 2000),
            Shop.Order("other@example.com", "OTHER-1"));
        await Platform.Birch.AddAsync(Platform.Birch.Order(Email, "BIRCH-1"));
        await Shop.NewWebhookAsync("http://127.0.0.1:9/hook");
        var invitation = $$"""{"email":"{{Email}}","firstname":"Jo","message":"Welcome back"}""";
        var invited = await Shop.MerchantApi.PostWithAsync(Requests.Invite, Requests.Body(invitation), ("Idempotency-Key", "full"));
        Assert.Equal(HttpStatusCode.Created, invited.Status);
        var link = await Shop.NewestLinkAsync(Email);
        Bearer = (await new ApiDoor(Shop).AcceptAsync(link, Support.Shop.GoodPassword)).Session!;
        Cookie = (await new BrowserDoor(Shop).SignInAsync(Email, Support.Shop.GoodPassword)).Session!;
        Secrets.AddRange([link.Token, Bearer, Cookie, .. await DoMoreAsync()]);
        OthersBearer = await Shop.CustomerAsync("other@example.com");
        await Platform.Birch.CustomerAsync(Email);
    }

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public Browser SignedIn()
    {
        var browser = Shop.NewBrowser();
        browser.Cookies["__Host-session"] = Cookie;
        return browser;
    }

    private async Task<string[]> DoMoreAsync()
    {
        var api = Shop.Api(Bearer);
        api.Http.DefaultRequestHeaders.UserAgent.ParseAdd(Firefox);
        var home = new
        {
            firstname = "O'Brien",
            lastname = "Åström-Ñandú",
            street = "Rue \"X\" & Y",
            number = "12 bis",
            postcode = "1015 CJ",
            city = "Amsterdam",
            country = "NL",
            phone = "+31 20 123 4567"
        };
        await api.PostAsync(
            "customer/profile/update",
            new
            {
                firstname = "O'Brien \"&\"",
                lastname = "=cmd|' /C calc'!A0",
                phone = "112",
                account_type = "business",
                company = "<script>alert(1)</script>",
                tax_number = "NL1"
            });
        await Shop.MerchantApi.PostAsync(
            "customers/update",
            new { customer_id = (await Shop.FindCustomerAsync(Email))!.Id, external_id = "ERP-1", metadata = new { tier = "gold" } });
        await api.PostAsync("customer/addresses/update", new { default_billing = home, default_shipping = home });
        await api.PostAsync("customer/preferences/cart-reminder", new { enabled = true });
        await api.PostAsync("customer/email/change", new { email = "next@example.com", current_password = Support.Shop.GoodPassword });
        await Platform.MailsAsync();
        await Shop.ForgetPasswordAsync(Email);
        await new ApiDoor(Shop).SignInAsync(Email, Support.Shop.GoodPassword);
        var customer = (await Shop.FindCustomerAsync(Email))!;
        await Shop.StorePasskeyAsync(customer);
        await Platform.AsAsync(Shop, async db =>
        {
            var batch = new InvitationBatch { MerchantId = Shop.Id, Kind = InvitationBatchKind.Invitation, CreatedAt = Platform.Clock.Now };
            db.Add(batch);
            await db.SaveChangesAsync();
            db.Add(ImportRows.Of(Shop, customer.Id, batch, "encrypted", "example.com"));
            return await db.SaveChangesAsync();
        });
        var change = await Platform.AsAsync(Shop, db => db.EmailChanges.SingleAsync(row => row.CustomerId == customer.Id));
        return [customer.PasswordHash!, customer.ConcurrencyStamp!, change.Key, (await Shop.NewestLinkAsync(Email)).Token];
    }
}
