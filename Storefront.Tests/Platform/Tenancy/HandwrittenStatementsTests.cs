using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Domain;
using Storefront.Platform.Callers;
using Storefront.Platform.Erasure;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Sessions;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Tenancy;

/// <summary>The filter does not reach statements written by hand: each of them names the merchant, and in another shop's scope finds nothing of the row it is given.</summary>
public sealed class HandwrittenStatementsTests : IAsyncDisposable
{
    private const string Email = "own@example.com";
    private readonly TestPlatform _platform = new();

    private static readonly Dictionary<string, Func<IServiceProvider, Row, Task>> Statements = new()
    {
        ["link the orders of an address"] = (services, row) => services.GetRequiredService<ProvenAddress>().MarkAsync(row.Customer, default),
        ["forget devices"] = (services, row) => services.GetRequiredService<KnownDevices>().ForgetAsync(row.Customer, except: null, default),
        ["spend a link"] = (services, row) => services.GetRequiredService<OneTimeTokens>().TrySpendAsync(row.Token, [1], default),
        ["decline a link"] = (services, row) => services.GetRequiredService<OneTimeTokens>().TryDeclineAsync(row.Token, default),
        ["void links"] = (services, row) => services.GetRequiredService<OneTimeTokens>().VoidAllAsync(row.Customer, default),
        ["end a session"] = (services, row) => services.GetRequiredService<Sessions>().EndOwnAsync(row.Caller, default),
        ["unlink and erase"] = (services, row) => EraseAsync(services, row.Customer),
    };

    public static TheoryData<string> Names => [.. Statements.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task It_writes_no_row_of_another_shop(string name)
    {
        var row = await AuroraAsync();

        await _platform.UnchangedAsync(() => RunAsync(_platform.Birch, name, row));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task It_writes_the_row_in_its_own_shop(string name)
    {
        var row = await AuroraAsync();
        var before = await _platform.RowsAsync();

        await RunAsync(_platform.Aurora, name, row);

        Assert.NotEqual(before, await _platform.RowsAsync());
    }

    [Fact]
    public async Task A_customer_is_held_in_their_own_shop_alone()
    {
        var row = await AuroraAsync();

        Assert.False(await _platform.AsAsync(_platform.Birch, db => db.TryHoldAsync(row.Customer, default)));
        Assert.True(await _platform.AsAsync(_platform.Aurora, db => db.TryHoldAsync(row.Customer, default)));
    }

    [Fact]
    public async Task A_device_is_recognised_and_seen_again_at_its_own_shop_alone()
    {
        var row = await AuroraAsync();
        var browser = row.Caller with { Door = SessionKind.Browser, DeviceSecret = "secret" };
        await _platform.AsAsync(_platform.Aurora, (db, services) => db.InTransactionAsync<bool>(async () => await Devices(services).RememberAsync(row.Customer, browser, default), default));

        var there = await _platform.UnchangedAsync(() => _platform.AsAsync(_platform.Birch, (db, services) => Devices(services).RecogniseAsync(browser, row.Customer, default)));
        var here = await _platform.AsAsync(_platform.Aurora, (db, services) => Devices(services).RecogniseAsync(browser, row.Customer, default));
        _platform.Clock.Turn(TimeSpan.FromDays(1));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _platform.UnchangedAsync(() => _platform.AsAsync(_platform.Birch, (db, services) =>
            db.InTransactionAsync<bool>(async () => await Devices(services).RememberAsync(row.Customer, browser, default), default))));

        Assert.Null(there);
        Assert.NotNull(here);
    }

    [Fact]
    public async Task An_address_is_looked_up_at_its_own_shop_alone()
    {
        await AuroraAsync();
        _ = EmailAddress.Check(Email, out var address);

        Assert.Null(await _platform.AsAsync(_platform.Birch, async (db, services) => await services.GetRequiredService<CustomerCredentials>().FindAsync(address, default)));
        Assert.NotNull(await _platform.AsAsync(_platform.Aurora, async (db, services) => await services.GetRequiredService<CustomerCredentials>().FindAsync(address, default)));
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    private static KnownDevices Devices(IServiceProvider services) => services.GetRequiredService<KnownDevices>();

    // Past the hold, which alone would keep a stranger out.
    private static async Task EraseAsync(IServiceProvider services, Customer customer)
    {
        var db = services.GetRequiredService<StorefrontDb>();
        var leaving = new Leaving(customer, services.GetRequiredService<CurrentMerchant>().Merchant, services.GetRequiredService<TimeProvider>().GetUtcNow());
        foreach (var table in PersonalTable.AllOf(db.Model))
        {
            await PersonalRows.Of(db, table).EraseAsync(leaving, default);
        }
    }

    private Task<Result<Done>> RunAsync(Shop shop, string name, Row row) => _platform.AsAsync(shop, (db, services) => db.InTransactionAsync<Done>(async () =>
    {
        await Statements[name](services, row);
        return Done.Value;
    }, default));

    /// <summary>A customer with a proven address, a session, a device, an open link and two orders at Aurora, one past its term; a guest's order of the same address came later.</summary>
    private async Task<Row> AuroraAsync()
    {
        await _platform.Aurora.AddAsync(_platform.Aurora.Order(Email, "1001"), _platform.Aurora.Order(Email, "1002", placedAt: _platform.Clock.Now.AddYears(-30)));
        await _platform.Aurora.CustomerAsync(Email);
        await _platform.Aurora.ForgetPasswordAsync(Email);
        await _platform.Aurora.AddAsync(_platform.Aurora.Order(Email, "1003"));
        return await _platform.AsAsync(_platform.Aurora, async (db, services) =>
        {
            var customer = await db.Customers.AsNoTracking().SingleAsync();
            var session = await db.Sessions.AsNoTracking().SingleAsync();
            var caller = new Caller { Merchant = services.GetRequiredService<CurrentMerchant>().Merchant, Customer = customer, SessionId = session.Id, ClientAddress = "203.0.113.7" };
            return new Row(customer, caller, await db.OneTimeTokens.AsNoTracking().SingleAsync(token => token.Purpose == TokenPurpose.ResetPassword));
        });
    }

    private sealed record Row(Customer Customer, Caller Caller, OneTimeToken Token);
}
