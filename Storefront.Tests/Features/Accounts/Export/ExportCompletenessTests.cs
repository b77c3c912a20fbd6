using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Features.Accounts.Export;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Mappings;
using Storefront.Platform.Tenancy;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Export;

/// <summary>The export is complete: every column of every table about a customer is changed in turn, and both files must change.</summary>
public sealed partial class ExportCompletenessTests(FullAccount account) : IClassFixture<FullAccount>
{
    [Fact, Trait("Storage", "Sqlite")]
    public async Task Each_column_about_a_customer_is_exported_or_exempt_with_a_reason()
    {
        var problems = new List<string>();
        var seen = new HashSet<string>();
        foreach (var (entity, column) in await ColumnsAsync())
        {
            var name = $"{entity.ClrType.Name}.{column.Name}";
            seen.Add(name);
            var before = await FilesAsync();
            await ChangeAsync(entity, column);
            var after = await FilesAsync();
            if (NotTold.ContainsKey(name) ? before != after : before.Json == after.Json || before.Html == after.Html)
            {
                problems.Add(
                    NotTold.ContainsKey(name)
                        ? $"{name} is told after all"
                        : $"{name} is not told in {(before.Json == after.Json ? "JSON" : "HTML")}");
            }
        }

        Assert.Equal([], problems);
        Assert.Equal([], NotTold.Keys.Except(seen));
        Assert.InRange(seen.Count, 60, 300);
    }

    [Fact]
    public void Every_audit_entry_about_a_customer_has_a_text()
    {
        var noted = Sources.All.SelectMany(source => NotedPattern().Matches(source.Text)).SelectMany(call => ActionPattern().Matches(call.Value))
            .Select(action => action.Value.Trim('"')).Distinct().ToList();

        // Nobody can request the data of a deleted account.
        Assert.Equal(["customer.deleted"], noted.Where(action => ExportText.OfEvent(action) is null));
        Assert.InRange(noted.Count, 18, 100);
    }

    /// <remarks>The erasure plan knows what is personal. The test above would miss a table that it erases from and that references no
    /// customer.</remarks>
    [Fact]
    public async Task Every_table_that_an_erasure_reaches_is_exported()
    {
        var missed = await account.Platform.AsAsync(account.Shop, db => Task.FromResult(db.Model.GetEntityTypes()
            .Where(entity => entity.GetProperties().Any(column => ColumnRule.Of(column) is { Class: not ErasureClass.NotPersonal }))
            .Except(AboutCustomers(db.Model)).Select(entity => entity.ClrType.Name).ToList()));

        // Counted tries, under the hash of an address, for minutes; and that an address is not to be invited, which nobody who has an
        // account asks about.
        Assert.Equal(["AttemptCounter", "Suppression"], missed.Order(StringComparer.Ordinal));
    }

    // Whatever references a customer, directly or through another row, and the audit trail, which references one by a random number.
    private static List<IEntityType> AboutCustomers(IModel model)
    {
        var about = new List<IEntityType> { model.FindEntityType(typeof(Customer))!, model.FindEntityType(typeof(AuditEntry))! };
        while (model.GetEntityTypes()
            .FirstOrDefault(entity => !about.Contains(entity) && entity.GetForeignKeys().Any(key => about.Contains(key.PrincipalEntityType)))
                is { } another)
        {
            about.Add(another);
        }

        return about;
    }

    private Task<List<(IEntityType Entity, IProperty Column)>> ColumnsAsync() => account.Platform.AsAsync(account.Shop, db => Task.FromResult(
        AboutCustomers(db.Model).SelectMany(
            entity => entity.GetProperties().Where(column => !column.IsKey() && !column.IsForeignKey() && column.Name != nameof(Customer.SubjectId)),
            (entity, column) => (entity, column)).ToList()));

    private async Task<(string Json, string Html)> FilesAsync() => await account.Platform.AsAsync(account.Shop, async (db, services) =>
    {
        var caller = new Caller
        {
            Merchant = services.GetRequiredService<CurrentMerchant>().Merchant,
            ClientAddress = "test",
            Customer = await db.Customers.AsNoTracking().OrderBy(row => row.Id).FirstAsync(),
        };
        using var json = new MemoryStream();
        using var html = new MemoryStream();
        await JsonSerializer.SerializeAsync(
            json, (await services.GetRequiredService<ExportAccount>().RunAsync(caller, default)).Value, ApiJson.Options);
        await services.GetRequiredService<ExportDocument>()
            .WriteAsync((await services.GetRequiredService<ExportAccount>().RunAsync(caller, default)).Value, caller.Merchant, html, default);
        return (Encoding.UTF8.GetString(json.ToArray()), Encoding.UTF8.GetString(html.ToArray()));
    });

    private Task<int> ChangeAsync(IEntityType entity, IProperty column) => account.Platform.AsAsync(account.Shop, async db =>
    {
        var customer = await db.Customers.OrderBy(row => row.Id).FirstAsync();
        if (entity.ClrType == typeof(AuditEntry))
        {
            // The trail is append-only in application and database, so the test changes it past both.
            foreach (var guard in await db.Database.SqlQuery<string>(
                $"SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'AuditEntries'").ToListAsync())
            {
                var lifted = $"DROP TRIGGER \"{guard}\"";
                await db.Database.ExecuteSqlRawAsync(lifted);
            }

            var entry = await db.AuditEntries.Where(row => row.SubjectId == customer.SubjectId).MinAsync(row => row.Id);
            var changed = column.ClrType == typeof(DateTimeOffset) ? $"\"{column.Name}\" - 34560000000" : $"COALESCE(\"{column.Name}\", '') || 'x'";
            var statement = $"UPDATE \"AuditEntries\" SET \"{column.Name}\" = {changed} WHERE \"Id\" = {entry}";
            return await db.Database.ExecuteSqlRawAsync(statement);
        }

        var rows = await RowsOf(db, entity.ClrType).ToListAsync();
        var row = db.Entry(rows.First(candidate => IsOf(db, candidate, customer)));
        row.Property(column.Name).CurrentValue = Another(row.Property(column.Name).CurrentValue, column.ClrType);
        return await db.SaveChangesAsync();
    });

    private static IQueryable<object> RowsOf(StorefrontDb db, Type type) =>
        (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(type).Invoke(db, null)!;

    // The first row of a table may be another customer's; changing that must change nothing.
    private static bool IsOf(StorefrontDb db, object row, Customer customer) => row switch
    {
        Customer => row == customer,
        AuditEntry entry => entry.SubjectId == customer.SubjectId,
        OrderLine line => db.Orders.Any(order => order.Id == line.OrderId && order.CustomerId == customer.Id),
        CustomerPasskey passkey => passkey.UserId == customer.Id,
        _ => Equals(db.Entry(row).Property("CustomerId").CurrentValue, customer.Id),
    };

    private static object Another(object? value, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            string text => text + "x",
            bool flag => !flag,
            int number => number + 7,
            long number => number + 7,
            DateTimeOffset moment => moment.AddDays(-400),
            TimeSpan span => span + TimeSpan.FromHours(1),
            byte[] bytes => bytes.Reverse().Prepend((byte)7).ToArray(),
            _ when plain == typeof(Metadata) => new Metadata("""{"other":"x"}"""),
            IdentityPasskeyData key => new IdentityPasskeyData
            {
                Name = key.Name + "x",
                PublicKey = key.PublicKey,
                CreatedAt = key.CreatedAt,
                AttestationObject = [],
                ClientDataJson = [],
            },
            PostalAddress address => address with { City = address.City + "x" },
            Enum word => Enum.GetValues(plain).Cast<object>().FirstOrDefault(other => !other.Equals(word), word),
            null when plain == typeof(string) => "x",
            null when plain == typeof(int) => 7,
            null when plain == typeof(DateTimeOffset) => new DateTimeOffset(2020, 2, 2, 2, 2, 2, TimeSpan.Zero),
            null when plain == typeof(long) => 7L,
            null when plain == typeof(byte[]) => new byte[] { 7 },
            null when plain == typeof(PostalAddress) => new PostalAddress { City = "x" },
            _ when plain == typeof(Guid) => Guid.CreateVersion7(),
            _ => throw new NotSupportedException($"No other value of {type}."),
        };
    }

    [GeneratedRegex(@"\baudit\.Add\([^;]*[sS]ubjectId")]
    private static partial Regex NotedPattern();

    [GeneratedRegex(@"""[a-z]+\.[a-z_]+""")]
    private static partial Regex ActionPattern();
}
