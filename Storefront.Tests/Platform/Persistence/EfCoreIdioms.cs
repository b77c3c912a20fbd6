using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Tests.Platform.Persistence;

/// <summary>What a .NET engineer writes with EF Core, and the rows expected in the database afterwards, on every provider.</summary>
/// <remarks>Each begins with two customers: jane (first name Jane, an open address change) and joe (first name Joe).</remarks>
internal static partial class EfCoreIdioms
{
    private static readonly string[] Untouched = ["jane=Jane +change", "joe=Joe"];

    /// <summary>The rows expected afterwards, by the name of the idiom.</summary>
    public static IReadOnlyDictionary<string, (Func<StorefrontDb, Task> Write, string[] Rows)> All { get; } =
        new Dictionary<string, (Func<StorefrontDb, Task>, string[])>
        {
            ["a tracked change"] = (In(db => RenameAsync(db, "jane", "Changed")), ["jane=Changed +change", "joe=Joe"]),
            ["an added graph"] = (In(db => { db.Add(Change(Named(db, "new"))); return Done(); }), [.. Untouched, "new= +change"]),
            ["a removed row"] = (In(async db => db.Remove(await db.EmailChanges.SingleAsync())), ["jane=Jane", "joe=Joe"]),
            ["ExecuteUpdate"] = (In(db => UpdateAsync(db, "joe", "Changed")), ["jane=Jane +change", "joe=Changed"]),
            ["ExecuteDelete"] = (In(db => db.EmailChanges.ExecuteDeleteAsync()), ["jane=Jane", "joe=Joe"]),
            ["interpolated SQL"] = (In(db => SqlAsync(db, "Changed")), ["jane=Changed +change", "joe=Changed"]),
            ["two SaveChanges"] = (In(async db =>
            {
                await RenameAsync(db, "jane", "Once");
                await db.SaveChangesAsync();
                await RenameAsync(db, "jane", "Twice");
                db.Add(Named(db, "new"));
            }), ["jane=Twice +change", "joe=Joe", "new="]),
            ["a read of what was just written"] = (In(async db =>
            {
                db.Add(Named(db, "new"));
                await db.SaveChangesAsync();
                await UpdateAsync(db, "joe", $"{await db.Customers.CountAsync()}");
            }), ["jane=Jane +change", "joe=3", "new="]),
            ["an untracked row next to tracked ones"] = (In(async db =>
            {
                await RenameAsync(db, "jane", "Changed");
                db.Insert(Audit(db));
                db.Add(Named(db, "new"));
            }), ["audit", "jane=Changed +change", "joe=Joe", "new="]),
            ["a row that is changed between Insert and SaveChanges"] = (In(db =>
            {
                var customer = Named(db, "new");
                db.Insert(customer);
                customer.Firstname = "Changed";
                return Done();
            }), [.. Untouched, "new=Changed"]),
            ["a row that is changed after Insert and SaveChanges"] =
            (async db => await Assert.ThrowsAsync<InvalidOperationException>(() => In(async inner =>
        {
            var customer = Named(inner, "new");
            inner.Insert(customer);
            await inner.SaveChangesAsync();
            customer.Firstname = "Lost";
        })(db)), Untouched),
            ["a row that is changed after Insert, between two SaveChanges"] =
            (async db => await Assert.ThrowsAsync<InvalidOperationException>(() => In(async inner =>
        {
            var customer = Named(inner, "new");
            inner.Insert(customer);
            await inner.SaveChangesAsync();
            customer.Firstname = "Lost";
            await RenameAsync(inner, "jane", "Changed");
            await inner.SaveChangesAsync();
        })(db)), Untouched),
            ["an inserted row whose value is taken"] = (In(async db =>
            {
                db.Insert(Named(db, "joe"));
                Assert.False(await db.TrySaveAsync(default));
            }, refuse: true), Untouched),
            ["an untracked row that a tracked one points to"] = (In(async db =>
            {
                var third = Named(MerchantOf(db), "third", "Third");
                db.Insert(third);
                db.Add(Token(third));
            }), ["jane=Jane +change", "joe=Joe", "third=Third +link"]),
            ["a held row and then every way to write"] = (In(async db =>
            {
                await db.TryHoldAsync(await db.Customers.AsNoTracking().FirstAsync(row => row.Firstname == "Joe"), default);
                await UpdateAsync(db, "joe", "Updated");
                await RenameAsync(db, "jane", "Renamed");
                await db.EmailChanges.ExecuteDeleteAsync();
            }), ["jane=Renamed", "joe=Updated"]),
            ["a taken value, and a write after it"] = (In(async db =>
            {
                var taken = db.Add(Named(db, "joe"));
                db.Insert(Audit(db));
                Assert.False(await db.TrySaveAsync(default));
                taken.State = EntityState.Detached;
                await RenameAsync(db, "jane", "Changed");
            }), ["audit", "jane=Changed +change", "joe=Joe"]),
            ["a refusal after writes"] = (In(WriteEverythingAsync, refuse: true), Untouched),
            ["an exception after writes"] = (async db => await Assert.ThrowsAsync<FormatException>(() => In(async inner =>
            {
                await WriteEverythingAsync(inner);
                throw new FormatException();
            })(db)), Untouched),
            ["a cancellation after writes"] = (async db => await Assert.ThrowsAnyAsync<OperationCanceledException>(() => In(async inner =>
            {
                await WriteEverythingAsync(inner);
                using var given = new CancellationTokenSource();
                await given.CancelAsync();
                await inner.Customers.ToListAsync(given.Token);
            })(db)), Untouched),
            ["a refusal, and then another transaction of the same context"] = (async db =>
            {
                var jane = await db.Customers.FirstAsync(row => row.Firstname == "Jane");
                await In(WriteEverythingAsync, refuse: true)(db);
                await In(_ => { jane.Firstname = "Changed"; return Done(); })(db);
            }, ["jane=Changed +change", "joe=Joe"]),
            ["a transaction inside a transaction"] = (In(async db =>
            {
                await RenameAsync(db, "jane", "Outer");
                await In(inner => UpdateAsync(inner, "joe", "Inner"))(db);
            }), ["jane=Outer +change", "joe=Inner"]),
            ["a refusal inside a transaction"] = (In(async db =>
            {
                var jane = await RenameAsync(db, "jane", "Outer");
                db.Insert(Audit(db));
                await In(async inner =>
                {
                    await WriteEverythingAsync(inner);
                    jane.Lastname = "Inner";
                }, refuse: true)(db);
                jane.Firstname += " again";
            }), ["audit", "jane=Outer again +change", "joe=Joe"]),
            ["an exception inside a transaction that the outer one survives"] = (In(async db =>
            {
                await Assert.ThrowsAsync<FormatException>(() => In(async inner =>
                {
                    await WriteEverythingAsync(inner);
                    throw new FormatException();
                })(db));
                await RenameAsync(db, "joe", "Outer");
            }), ["jane=Jane +change", "joe=Outer"]),
            ["a refusal of the outer transaction"] = (In(async db =>
            {
                await In(inner => UpdateAsync(inner, "joe", "Inner"))(db);
                await WriteEverythingAsync(db);
            }, refuse: true), Untouched),
            ["SaveChanges outside any transaction"] = (async db =>
            {
                await RenameAsync(db, "jane", "Changed");
                db.Insert(Audit(db));
                await db.SaveChangesAsync();
            }, ["audit", "jane=Changed +change", "joe=Joe"]),
            ["SaveChanges without waiting, outside any transaction"] = (async db =>
            {
                await RenameAsync(db, "jane", "Changed");
                Assert.Equal(1, db.SaveChanges());
            }, ["jane=Changed +change", "joe=Joe"]),
            ["ExecuteUpdate, ExecuteDelete and SQL outside any transaction"] = (async db =>
            {
                await SqlAsync(db, "Sql");
                await UpdateAsync(db, "joe", "Updated");
                Assert.Equal(1, db.EmailChanges.ExecuteDelete());
            }, ["jane=Sql", "joe=Updated"]),
            ["a taken value outside any transaction"] = (async db =>
            {
                db.Add(Named(db, "joe"));
                Assert.False(await db.TrySaveAsync(default));
            }, Untouched),
        };

    public static Customer Named(StorefrontDb db, string name) => Named(MerchantOf(db), name, null);

    public static Customer Named(long merchantId, string name, string? firstname) =>
        new() { MerchantId = merchantId, Email = $"{name}@example.com", NormalizedEmail = $"{name}@example.com", Firstname = firstname };

    public static EmailChange Change(Customer customer) =>
        new() { MerchantId = customer.MerchantId, Customer = customer, Email = "other@example.com", CodeHash = [1], Key = "key" };

    private static AuditEntry Audit(StorefrontDb db) => new() { MerchantId = MerchantOf(db), Action = "idiom" };

    private static OneTimeToken Token(Customer customer) =>
        new()
        {
            MerchantId = customer.MerchantId,
            Customer = customer,
            Purpose = TokenPurpose.AcceptInvitation,
            Hash = [2],
            Address = customer.NormalizedEmail!
        };

    private static long MerchantOf(StorefrontDb db) => db.Customers.Select(row => row.MerchantId).First();
}
