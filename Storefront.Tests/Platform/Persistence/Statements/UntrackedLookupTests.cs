using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Sessions;
using Storefront.Platform.Tokens;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence.Statements;

/// <summary>The look-ups that bypass EF Core read every column as EF Core reads it, and nothing of another merchant.</summary>
public sealed class UntrackedLookupTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_session_and_its_customer_are_read_as_EF_reads_them()
    {
        foreach (var shop in new[] { _platform.Aurora, _platform.Birch })
        {
            var bearer = await shop.CustomerAsync("jane@example.com");
            await FillAsync(shop);

            var session = await Lookup.FindAsync(shop.Id, SessionKind.Bearer, bearer, default);
            var anywhere = await Lookup.FindAtAnyMerchantAsync(SessionKind.Bearer, bearer, default);
            var expected = await _platform.AsAsync(shop, db => db.Sessions.AsNoTracking().Include(row => row.Customer).SingleAsync());

            Assert.Equal(_platform.Columns(expected), _platform.Columns(session!));
            Assert.Equal(_platform.Columns(expected.Customer), _platform.Columns(session!.Customer));
            Assert.Equal(_platform.Columns(expected.Customer), _platform.Columns(anywhere!.Customer));
            Assert.All(_platform.Columns(expected.Customer), column => Assert.False(column.EndsWith(": ", StringComparison.Ordinal), column));
        }
    }

    [Fact]
    public async Task A_link_and_its_customer_are_read_as_EF_reads_them()
    {
        var link = await _platform.Aurora.InviteAsync("jane@example.com", "Jane", "Doe");
        _ = EmailAddress.Check(link.Email, out var address);

        var token = await _platform.Services.GetRequiredService<LinkLookup>()
            .FindAsync(1, TokenPurpose.AcceptInvitation, address, link.Token, default);
        var expected = await _platform.AsAsync(_platform.Aurora, db => db.OneTimeTokens.AsNoTracking().Include(row => row.Customer).SingleAsync());

        Assert.Equal(_platform.Columns(expected), _platform.Columns(token!));
        Assert.Equal(_platform.Columns(expected.Customer), _platform.Columns(token!.Customer));
    }

    [Fact]
    public async Task Rows_of_another_merchant_kind_or_address_are_not_found()
    {
        var bearer = await _platform.Aurora.CustomerAsync("jane@example.com");
        var link = await _platform.Aurora.InviteAsync("joe@example.com");
        _ = EmailAddress.Check(link.Email, out var joe);
        _ = EmailAddress.Check("jane@example.com", out var jane);
        var links = _platform.Services.GetRequiredService<LinkLookup>();

        Assert.NotNull(await Lookup.FindAsync(1, SessionKind.Bearer, bearer, default));
        Assert.Null(await Lookup.FindAsync(2, SessionKind.Bearer, bearer, default));
        Assert.Null(await Lookup.FindAsync(1, SessionKind.Browser, bearer, default));
        Assert.Null(await Lookup.FindAtAnyMerchantAsync(SessionKind.Browser, bearer, default));
        Assert.NotNull(await links.FindAsync(1, TokenPurpose.AcceptInvitation, joe, link.Token, default));
        Assert.Null(await links.FindAsync(2, TokenPurpose.AcceptInvitation, joe, link.Token, default));
        Assert.Null(await links.FindAsync(1, TokenPurpose.ResetPassword, joe, link.Token, default));
        Assert.Null(await links.FindAsync(1, TokenPurpose.AcceptInvitation, jane, link.Token, default));
    }

    private SessionLookup Lookup => _platform.Services.GetRequiredService<SessionLookup>();

    private Task<int> FillAsync(Shop shop) => _platform.AsAsync(shop, async db =>
    {
        var customer = await db.Customers.SingleAsync();
        foreach (var property in db.Model.FindEntityType(typeof(Customer))!.GetProperties()
            .Where(property => property.PropertyInfo!.GetValue(customer) is null))
        {
            property.PropertyInfo!.SetValue(customer, property.ClrType switch
            {
                var type when type == typeof(string) => "en",
                var type when type == typeof(PostalAddress) => new PostalAddress { City = "Utrecht", Country = "NL" },
                var type when type == typeof(Metadata) => new Metadata("""{"crm":"7"}"""),
                var type when type == typeof(DateTimeOffset?) => DateTimeOffset.UnixEpoch,
                var type => Activator.CreateInstance(Nullable.GetUnderlyingType(type) ?? type),
            });
        }

        return await db.SaveChangesAsync();
    });
}
