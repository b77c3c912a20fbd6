using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Tenancy;

/// <summary>Three guards on every row: the filter reads no other merchant's, the save guard writes no other merchant's, the database stores
/// none that mixes two.</summary>
public sealed class TenantRowsTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static readonly Merchant Somebody = new() { Id = 1, Name = "One", SenderAddress = "a@example.com", SupportAddress = "a@example.com" };
    private static readonly Merchant Another = new() { Id = 2, Name = "Two", SenderAddress = "b@example.com", SupportAddress = "b@example.com" };

    [Fact]
    public void A_scope_without_a_merchant_throws()
    {
        using var scope = platform.Services.CreateScope();
        var current = scope.ServiceProvider.GetRequiredService<CurrentMerchant>();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();

        Assert.False(current.IsSet);
        Assert.Throws<InvalidOperationException>(() => current.Id);
        Assert.Throws<InvalidOperationException>(() => db.Customers.Count());
        db.Add(Customer.Invited(Somebody, Address("unset@example.com"), null, null, platform.Clock.Now));
        Assert.Throws<InvalidOperationException>(() => db.SaveChanges());
    }

    [Fact]
    public void A_merchant_is_set_once()
    {
        var current = new CurrentMerchant();
        current.Set(Somebody);
        current.Set(Somebody);

        Assert.Throws<InvalidOperationException>(() => current.Set(Another));
        Assert.Equal(1, current.Id);
    }

    [Fact]
    public async Task Two_scopes_see_two_merchants_through_the_same_model()
    {
        var (aurora, birch) = (await OwnersAsync(platform.Aurora), await OwnersAsync(platform.Birch));

        Assert.Equal([1], aurora);
        Assert.Equal([2], birch);
    }

    [Fact]
    public async Task Every_tenant_owned_table_has_the_filter()
    {
        var unfiltered = await platform.AsAsync(platform.Aurora, db => Task.FromResult(db.Model.GetEntityTypes()
            .Where(type => type.FindProperty("MerchantId") is not null && type.ClrType != typeof(MerchantHost))
            .Where(type => !typeof(ITenantOwned).IsAssignableFrom(type.ClrType) || type.FindDeclaredQueryFilter(StorefrontDb.TenantFilter) is null)
            .Select(type => type.ClrType.Name).ToList()));

        Assert.Empty(unfiltered);
    }

    [Fact]
    public async Task The_guard_refuses_a_new_a_changed_and_a_deleted_row_of_another_merchant()
    {
        await platform.Birch.InviteAsync("guarded@example.com");
        var foreign = (await platform.Birch.FindCustomerAsync("guarded@example.com"))!;

        foreach (var state in new[] { EntityState.Added, EntityState.Modified, EntityState.Deleted })
        {
            var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => platform.AsAsync(platform.Aurora, async db =>
            {
                db.Entry(foreign).State = state;
                return await db.SaveChangesAsync();
            }));
            Assert.Contains("another merchant", problem.Message, StringComparison.Ordinal);
        }

        Assert.NotNull(await platform.Birch.FindCustomerAsync("guarded@example.com"));
    }

    [Fact]
    public async Task A_row_cannot_be_moved_to_another_merchant()
    {
        await platform.Birch.InviteAsync("moved@example.com");

        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => platform.AsAsync(platform.Birch, async db =>
        {
            var customer = await db.Customers.FirstAsync(row => row.Email == "moved@example.com");
            db.Entry(customer).Property(row => row.MerchantId).CurrentValue = platform.Aurora.Id;
            return await db.SaveChangesAsync();
        }));
    }

    [Fact, Trait("Storage", "Sqlite")]
    public async Task The_database_refuses_rows_that_point_across_merchants()
    {
        await platform.Aurora.InviteAsync("crossed@example.com");
        var customer = (await platform.Aurora.FindCustomerAsync("crossed@example.com"))!.Id;
        await platform.Birch.InviteAsync("crossed@example.com");

        var own = (await platform.Birch.FindCustomerAsync("crossed@example.com"))!.Id;

        // The same statements pass where customer and merchant belong together, and leave a free token for the invitation.
        Assert.Equal(1, await CopyAsync("Sessions", own, merchant: 2));
        Assert.Equal(1, await CopyAsync("OneTimeTokens", own, merchant: 2));
        foreach (var table in await TablesOfCustomersAsync())
        {
            var problem = await Assert.ThrowsAsync<SqliteException>(() => CopyAsync(table, customer, merchant: 2));
            Assert.Contains("FOREIGN KEY", problem.Message, StringComparison.Ordinal);
        }
    }

    // Every table with a column CustomerId, read from the model so that a new one is included.
    private Task<List<string>> TablesOfCustomersAsync() => platform.AsAsync(platform.Aurora, db => Task.FromResult(db.Model.GetEntityTypes()
        .Where(type => type.FindProperty("CustomerId") is not null).Select(type => type.GetTableName()!).ToList()));

    // Writes a row of one merchant that references a customer, past every guard of ours.
    private Task<int> CopyAsync(string table, long customer, long merchant) => platform.AsAsync(platform.Aurora, async db =>
    {
        var columns = db.Model.GetEntityTypes().First(type => type.GetTableName() == table).GetProperties()
            .Where(column => !column.IsPrimaryKey() && (!column.IsNullable || column.Name == "CustomerId"))
            .Select(column => (Name: column.GetColumnName(), Value: Value(column.Name, column.ClrType, customer, merchant)));
        var (names, values) =
            (string.Join(",", columns.Select(column => $"\"{column.Name}\"")), string.Join(",", columns.Select(column => column.Value)));
#pragma warning disable EF1002 // Names and values are this test's own.
        return await db.Database.ExecuteSqlRawAsync($"INSERT INTO \"{table}\" ({names}) VALUES ({values})");
#pragma warning restore EF1002
    });

    private static string Value(string name, Type type, long customer, long merchant) => name switch
    {
        "CustomerId" => $"{customer}",
        "MerchantId" => $"{merchant}",
        "TokenId" => "(SELECT max(\"Id\") FROM \"OneTimeTokens\" WHERE \"MerchantId\" = 2)",
        _ when type == typeof(byte[]) => "randomblob(32)",
        _ when type == typeof(string) => "hex(randomblob(8))",
        _ => "1",
    };

    private Task<List<long>> OwnersAsync(Shop shop) =>
        platform.AsAsync(shop, db => db.Orders.Select(order => order.MerchantId).Distinct().ToListAsync());

    private static EmailAddress Address(string text)
    {
        Assert.Null(EmailAddress.Check(text, out var address));
        return address;
    }
}
