using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Hosting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Erasure;

public sealed class RetentionTests : IAsyncLifetime, IDisposable
{
    private const string Guest = "guest@example.com";
    private readonly TestPlatform _platform = new();

    private Shop Aurora => _platform.Aurora;
    private Shop Birch => _platform.Birch;

    // Aurora keeps for seven years in Amsterdam, Birch for eight in New York; there are no demo orders.
    public async Task InitializeAsync()
    {
        await _platform.AsAsync(Aurora, db => db.Merchants.Where(merchant => merchant.Id == Birch.Id)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(merchant => merchant.Country, "DE").SetProperty(merchant => merchant.TimeZone, "America/New_York")));
        foreach (var shop in new[] { Aurora, Birch })
        {
            await _platform.AsAsync(shop, db => db.Orders.ExecuteDeleteAsync());
        }
    }

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    public void Dispose() => _platform.Dispose();

    [Theory]
    [InlineData("2019-06-01T12:00:00Z", "2026-12-31T22:59:59Z", false)]
    [InlineData("2019-06-01T12:00:00Z", "2026-12-31T23:00:00Z", true)]
    [InlineData("2019-06-01T12:00:00Z", "2029-05-05T05:05:05Z", true)]
    [InlineData("2019-12-31T22:59:59Z", "2026-12-31T23:00:00Z", true)]
    [InlineData("2019-12-31T23:00:00Z", "2026-12-31T23:00:00Z", false)]
    [InlineData("2019-12-31T23:00:00Z", "2027-12-31T22:59:59Z", false)]
    [InlineData("2019-12-31T23:00:00Z", "2027-12-31T23:00:00Z", true)]
    public async Task The_book_year_begins_and_ends_with_the_merchants_own_New_Year(string placedAt, string now, bool isOver)
    {
        await Aurora.AddAsync(OrderOf(Aurora, Guest, "A-1", placedAt));
        TurnTo(now);

        Assert.Equal(isOver ? 1 : 0, await MaskAsync());

        Assert.Equal(isOver ? "" : Guest, (await OrderAsync(Aurora, "A-1")).BuyerEmail);
    }

    [Theory]
    [InlineData("2028-01-01T04:59:59Z", false)]
    [InlineData("2028-01-01T05:00:00Z", true)]
    public async Task The_term_is_that_of_the_merchants_country(string now, bool isOver)
    {
        await Birch.AddAsync(OrderOf(Birch, Guest, "B-1", "2019-06-01T12:00:00Z"));
        TurnTo(now);

        Assert.Equal(isOver ? 1 : 0, await MaskAsync());
    }

    [Fact]
    public async Task Personal_data_is_masked_and_amounts_stay()
    {
        await Aurora.AddAsync(OrderOf(Aurora, Guest, "A-1", "2019-06-01T12:00:00Z"));
        var before = await _platform.RowsAsync();
        TurnTo("2027-01-02T00:00:00Z");

        await MaskAsync();

        var order = await OrderAsync(Aurora, "A-1");
        Assert.Equal(("", "", new PostalAddress(), new PostalAddress()), (order.BuyerEmail, order.BuyerAddress, order.Billing, order.Shipping));
        Assert.Equal((1995L, "EUR", "INV-A-1", _platform.Clock.Now), (order.TotalMinor, order.Currency, order.InvoiceNumber, order.MaskedAt));
        Assert.Equal("Kettle", Assert.Single(order.Lines).Name);
        var after = await _platform.RowsAsync();
        Assert.StartsWith("Orders: ", Assert.Single(before.Except(after)), StringComparison.Ordinal);
        Assert.Equal(["AuditEntries", "Orders"], after.Except(before).Select(row => row.Split(':')[0]));
    }

    [Fact]
    public async Task An_existing_customer_keeps_the_history_and_a_guest_is_masked()
    {
        await Aurora.AddAsync(
            OrderOf(Aurora, "jane@example.com", "A-1", "2015-01-01T12:00:00Z"), OrderOf(Aurora, Guest, "A-2", "2015-01-01T12:00:00Z"));
        var bearer = await Aurora.CustomerAsync("jane@example.com");

        Assert.Equal(1, await MaskAsync());

        Assert.Equal(["A-1"], await Aurora.Door("API").OrdersAsync(bearer));
        Assert.Equal("jane@example.com", (await OrderAsync(Aurora, "A-1")).BuyerEmail);
        var late = await Aurora.CustomerAsync(Guest);
        Assert.Empty(await Aurora.Door("API").OrdersAsync(late));
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_deletion_after_the_term_masks_at_once_and_says_so(string name)
    {
        await Aurora.AddAsync(
            OrderOf(Aurora, "jane@example.com", "A-1", "2015-01-01T12:00:00Z"), OrderOf(Aurora, "jane@example.com", "A-2", "2026-01-01T12:00:00Z"));
        await Aurora.CustomerAsync("jane@example.com");
        var bearer = (await new ApiDoor(Aurora).SignInAsync("jane@example.com", Shop.GoodPassword)).Session!;
        var preview = (await Aurora.Api(bearer).PostAsync("customer/account/deletion-preview")).Data;
        var session = (await Aurora.Door(name).SignInAsync("jane@example.com", Shop.GoodPassword)).Session!;

        Assert.True((await Aurora.Door(name).DeleteAsync(session, Shop.GoodPassword)).IsDone);

        Assert.Equal(
            ("""{"orders":1}""", """{"orders":1,"until_end_of":2033,"ground":"tax"}"""),
            (preview.GetProperty("masked").GetRawText(), preview.GetProperty("kept").GetRawText()));
        Assert.Equal(("", "jane@example.com"), ((await OrderAsync(Aurora, "A-1")).BuyerEmail, (await OrderAsync(Aurora, "A-2")).BuyerEmail));
        Assert.Equal(0, await MaskAsync());
    }

    [Fact]
    public async Task Many_orders_are_masked_in_small_steps_with_an_audit_entry_each()
    {
        await Aurora.AddAsync(Enumerable.Range(0, 1100).Select(number => OrderOf(Aurora, Guest, $"A-{number}", "2015-01-01T12:00:00Z")));
        await Birch.AddAsync(OrderOf(Birch, Guest, "B-1", "2015-01-01T12:00:00Z"));
        await _platform.AsAsync(
            Birch,
            db => db.Merchants.Where(merchant => merchant.Id == Birch.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(merchant => merchant.SuspendedAt, _platform.Clock.Now)));

        Assert.Equal(1101, await MaskAsync());

        Assert.Equal(
            ["orders: 500", "orders: 500", "orders: 100"],
            await _platform.AsAsync(Aurora, db => db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Facts!).ToListAsync()));
        Assert.Equal(0, await MaskAsync());
    }

    [Fact]
    public async Task A_dry_run_only_counts()
    {
        await Aurora.AddAsync(OrderOf(Aurora, Guest, "A-1", "2015-01-01T12:00:00Z"), OrderOf(Aurora, Guest, "A-2", "2024-01-01T12:00:00Z"));

        var dry = await _platform.UnchangedAsync(() => RunAsync("retention", "run", "--dry-run"));
        var run = await RunAsync("retention", "run");
        var again = await RunAsync("retention", "run");

        Assert.Equal((0, 0, 0), (dry.ExitCode, run.ExitCode, again.ExitCode));
        Assert.Contains("1\tAurora Coffee\torders\t1 to mask\ttax, NL: kept from 2018-12-31 23:00Z", dry.Output, StringComparison.Ordinal);
        Assert.Contains("2\tBirch & Co\torders\t0 to mask\ttax, DE: kept from 2018-01-01 05:00Z", dry.Output, StringComparison.Ordinal);
        Assert.Contains("1\tAurora Coffee\torders\t1 masked", run.Output, StringComparison.Ordinal);
        Assert.Contains("1\tAurora Coffee\torders\t0 masked", again.Output, StringComparison.Ordinal);
        Assert.False(_platform.FilesHold("Street of the old order"));
        Assert.Equal(1, (await RunAsync("retention")).ExitCode);
    }

    private static Order OrderOf(Shop shop, string email, string number, string placedAt)
    {
        var home = new PostalAddress
        {
            Firstname = "Jane",
            Lastname = "Doe",
            Street = placedAt.StartsWith("2015", StringComparison.Ordinal) ? "Street of the old order" : "Street",
            Country = "NL"
        };
        return new()
        {
            MerchantId = shop.Id,
            OrderNumber = number,
            InvoiceNumber = "INV-" + number,
            Currency = "EUR",
            TotalMinor = 1995,
            BuyerEmail = email,
            BuyerAddress = email,
            Billing = home,
            Shipping = home,
            PlacedAt = Moment(placedAt),
            Lines = [new() { MerchantId = shop.Id, Sku = "SKU-1", Name = "Kettle", Quantity = 1, UnitPriceMinor = 1995, TotalMinor = 1995 }],
        };
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private void TurnTo(string moment) => _platform.Clock.Turn(Moment(moment) - _platform.Clock.Now);

    private Task<int> MaskAsync() => _platform.Services.GetRequiredService<Housekeeping>().MaskAsync(default);

    private Task<Order> OrderAsync(Shop shop, string number) =>
        _platform.AsAsync(shop, db => db.Orders.Include(order => order.Lines).SingleAsync(order => order.OrderNumber == number));

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] typed)
    {
        await using var output = new StringWriter();
        var exitCode = await _platform.Services.GetRequiredService<OperatorConsole>().RunAsync(typed, output);
        return (exitCode, output.ToString());
    }
}
