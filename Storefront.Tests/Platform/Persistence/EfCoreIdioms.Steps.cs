using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Tests.Platform.Persistence;

/// <summary>The single writes that the idioms are made of.</summary>
internal static partial class EfCoreIdioms
{
    private static async Task WriteEverythingAsync(StorefrontDb db)
    {
        await RenameAsync(db, "jane", "Undone");
        await UpdateAsync(db, "joe", "Undone");
        db.Add(Named(db, "undone"));
        db.Insert(Audit(db));
        await db.SaveChangesAsync();
        await db.EmailChanges.ExecuteDeleteAsync();
        db.Add(Named(db, "unsaved"));
        db.Insert(Audit(db));
    }

    private static async Task<Customer> RenameAsync(StorefrontDb db, string name, string firstname)
    {
        var customer = await db.Customers.FirstAsync(row => row.NormalizedEmail == $"{name}@example.com");
        customer.Firstname = firstname;
        return customer;
    }

    private static async Task UpdateAsync(StorefrontDb db, string name, string firstname) => Assert.Equal(1, await db.Customers
        .Where(row => row.NormalizedEmail == $"{name}@example.com").ExecuteUpdateAsync(set => set.SetProperty(row => row.Firstname, firstname)));

    private static Task<int> SqlAsync(StorefrontDb db, string firstname) => db.Database.ExecuteSqlInterpolatedAsync(
        $"""UPDATE "Customers" SET "Firstname" = {firstname} WHERE "MerchantId" = {MerchantOf(db)}""");

    private static Task Done() => Task.CompletedTask;

    private static Func<StorefrontDb, Task> In(Func<StorefrontDb, Task> write, bool refuse = false) => async db =>
    {
        var result = await db.InTransactionAsync<Done>(async () =>
        {
            await write(db);
            return refuse ? ApiErrors.Forbidden : Storefront.Platform.Results.Done.Value;
        }, default);
        Assert.Equal(refuse, result.IsRefused);
    };
}
