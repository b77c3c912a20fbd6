using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Features.Merchants;
using Storefront.Features.Merchants.Settings;
using Storefront.Platform.Hosting;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;

namespace Storefront.E2E.Support;

/// <summary>Creates states that would take days or many orders, directly in the database.</summary>
public sealed class Circumstances(IServiceProvider services)
{
    private static readonly DateTimeOffset LongAgo = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>One more merchant, with a token named like the demo's.</summary>
    public async Task<int> AddShopAsync(string name, string language)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        var merchant = new Merchant
        {
            Name = char.ToUpperInvariant(name[0]) + name[1..],
            SenderAddress = $"hello@{name}.example",
            SupportAddress = $"help@{name}.example",
            Language = language,
            PrimaryColor = "#1e3a8a",
            AccentColor = "#bfdbfe",
            LogoPath = "M12 12h40v40H12z",
            CreatedAt = LongAgo,
            Hosts = [new() { Host = $"{name}.localhost", IsPrimary = true }],
        };
        db.Merchants.Add(merchant);
        await db.SaveChangesAsync();
        scope.ServiceProvider.GetRequiredService<CurrentMerchant>().Set(merchant);
        db.MerchantTokens.Add(new()
        {
            MerchantId = merchant.Id,
            Name = "E2E",
            Hash = Secret.Hash($"demo-{name}-token"),
            Abilities = AbilitySet.All,
            CreatedAt = LongAgo,
            ExpiresAt = DateTimeOffset.MaxValue
        });
        await db.SaveChangesAsync();
        return (int)merchant.Id;
    }

    /// <summary>Runs a command of the operator and returns what it says.</summary>
    public async Task<string> CommandAsync(params string[] typed)
    {
        await using var output = new StringWriter();
        await services.GetRequiredService<OperatorConsole>().RunAsync(typed, output);
        return output.ToString().Trim();
    }

    /// <summary>A member of a shop, with the password of the demo's owners; returns the address.</summary>
    public async Task<string> AddStaffAsync(DemoShop shop, StaffRole role)
    {
        var email = await AddStaffAsync();
        await using var scope = services.CreateAsyncScope();
        var staff = scope.ServiceProvider.GetRequiredService<StaffDb>();
        var user = await staff.Users.FirstAsync(row => row.NormalizedEmail == email);
        staff.Memberships.Add(new() { StaffUserId = user.Id, MerchantId = shop.Id, Role = role, CreatedAt = LongAgo });
        await staff.SaveChangesAsync();
        return email;
    }

    /// <summary>A staff member of no shop, with the password of the demo's owners; returns the address.</summary>
    public async Task<string> AddStaffAsync(bool hasTwoFactor = false)
    {
        await using var scope = services.CreateAsyncScope();
        var staff = scope.ServiceProvider.GetRequiredService<StaffDb>();
        _ = EmailAddress.Check(DemoShop.NewEmail(), out var address);
        var user = StaffUser.Demo(address, LongAgo);
        user.SetPasswordHash((await staff.Users.FirstAsync(owner => owner.IsDemo)).PasswordHash!);
        user.TwoFactorEnabled = hasTwoFactor;
        staff.Users.Add(user);
        await staff.SaveChangesAsync();
        return address.Text;
    }

    /// <summary>Gives a merchant an imported logo.</summary>
    public async Task BringLogoAsync(DemoShop shop, byte[] file)
    {
        await using var scope = services.CreateAsyncScope();
        var saved = await scope.ServiceProvider.GetRequiredService<NamedMerchant>().RunAsync(shop.Id, caller =>
            scope.ServiceProvider.GetRequiredService<UpdateBrand>()
                .RunAsync(caller, new() { Logo = Convert.ToBase64String(file) }, default), default);
        Assert.False(saved.IsRefused);
        await Task.Delay(MerchantDirectory.Freshness + TimeSpan.FromSeconds(1));
    }

    public Task ExpireLinkAsync(DemoShop shop, string email) => ChangeAsync(shop, db => db.OneTimeTokens
        .Where(token => token.Address == email).ExecuteUpdateAsync(set => set.SetProperty(token => token.ExpiresAt, LongAgo)));

    /// <summary>Lets the links of an address have been mailed long ago, so that another one is mailed.</summary>
    public Task AgeLinkAsync(DemoShop shop, string email) => ChangeAsync(shop, db => db.OneTimeTokens
        .Where(token => token.Address == email).ExecuteUpdateAsync(set => set.SetProperty(token => token.CreatedAt, LongAgo)));

    public Task WithdrawLinkAsync(DemoShop shop, string email) => ChangeAsync(shop, db => db.OneTimeTokens
        .Where(token => token.Address == email).ExecuteUpdateAsync(set => set.SetProperty(token => token.RevokedAt, LongAgo)));

    public async Task<long> CustomerIdAsync(DemoShop shop, string email)
    {
        var id = 0L;
        await ChangeAsync(shop, async db => id = (await db.Customers.FirstAsync(customer => customer.NormalizedEmail == email)).Id);
        return id;
    }

    /// <summary>How many customers have an address with this ending.</summary>
    public async Task<int> CountCustomersAsync(DemoShop shop, string ending)
    {
        var count = 0;
        await ChangeAsync(shop, async db => count = await db.Customers.CountAsync(row => row.Email!.EndsWith(ending)));
        return count;
    }

    /// <summary>Gives the shop's newest customer two passkeys, one of them for a former host; returns the number of the first.</summary>
    public async Task<long> AddPasskeysAsync(DemoShop shop)
    {
        var id = 0L;
        await ChangeAsync(shop, async db =>
        {
            var customer = await db.Customers.OrderByDescending(row => row.Id).FirstAsync();
            var made = new UserPasskeyInfo(Guid.CreateVersion7().ToByteArray(), [1], LongAgo, 0, ["internal"], true, true, true, [], []);
            var old = new UserPasskeyInfo(Guid.CreateVersion7().ToByteArray(), [1], LongAgo, 0, ["usb"], true, true, true, [], []);
            var passkey = CustomerPasskey.Of(customer, shop.Address.Host, made, "Firefox on Windows", TimeProvider.System.GetUtcNow());
            passkey.LastUsedAt = TimeProvider.System.GetUtcNow();
            db.AddRange(passkey, CustomerPasskey.Of(customer, "shop.former-host.example", old, "My old security key", LongAgo));
            await db.SaveChangesAsync();
            id = passkey.Id;
        });
        return id;
    }

    /// <summary>Lets every session of a shop have begun long ago.</summary>
    public Task AgeSessionsAsync(DemoShop shop) => ChangeAsync(
        shop, db => db.Sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.CreatedAt, LongAgo)));

    /// <summary>Gives the newest order of an address its links and its tax rates, as a shop that imports everything does.</summary>
    public Task CompleteOrderAsync(DemoShop shop, string email) => ChangeAsync(shop, async db =>
    {
        var order = await db.Orders.Where(row => row.BuyerAddress == email).OrderByDescending(row => row.PlacedAt).ThenByDescending(row => row.Id)
            .FirstAsync();
        (order.InvoiceUrl, order.TrackingUrl) = ("https://shop.example/invoice", "https://parcels.example/17");
        order.Status = OrderStatus.OnHold;
        order.Lines.Add(new()
        {
            MerchantId = shop.Id,
            Sku = "MUG-01",
            Name = "Stoneware mug",
            Quantity = 2,
            UnitPriceMinor = 1800,
            TotalMinor = 3600,
            TaxRateHundredths = 2100,
        });
        await db.SaveChangesAsync();
    });

    /// <summary>Guest orders of an address, as a migrated shop has them.</summary>
    public Task AddOrdersAsync(DemoShop shop, string email, int count, string article = "Kenya Nyeri, 250 g") => ChangeAsync(shop, async db =>
    {
        var address = new PostalAddress
        {
            Firstname = "Jane",
            Lastname = "Doe",
            Street = "Keizersgracht",
            Number = "12",
            Postcode = "1015 CJ",
            City = "Amsterdam",
            Country = "NL"
        };
        db.Orders.AddRange(Enumerable.Range(1, count).Select(number => new Order
        {
            MerchantId = shop.Id,
            OrderNumber = $"E2E-{email.GetHashCode(StringComparison.Ordinal):x8}-{number}",
            InvoiceNumber = $"INV-{number}",
            Status = (OrderStatus)(number % 9),
            PaymentStatus = PaymentStatus.Paid,
            Currency = "EUR",
            SubtotalMinor = 123_456,
            ShippingMinor = 495,
            TaxMinor = 21_513,
            TotalMinor = 123_951,
            BuyerEmail = email,
            BuyerAddress = email,
            Billing = address,
            Shipping = address,
            PlacedAt = LongAgo.AddYears(5).AddDays(number),
            Lines = [new() { MerchantId = shop.Id, Sku = "E2E", Name = article, Quantity = 2, UnitPriceMinor = 61_728, TotalMinor = 123_456 }],
        }));
        await db.SaveChangesAsync();
    });

    private async Task ChangeAsync(DemoShop shop, Func<StorefrontDb, Task> change)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        scope.ServiceProvider.GetRequiredService<CurrentMerchant>()
            .Set(await db.Merchants.AsNoTracking().FirstAsync(merchant => merchant.Id == shop.Id));
        await change(db);
    }
}
