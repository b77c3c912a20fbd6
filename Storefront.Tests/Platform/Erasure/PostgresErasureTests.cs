using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Storefront.Platform.Hosting;
using Storefront.Tests.Features.Accounts.Deletion;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Erasure;

/// <summary>Plan, retention and audit trail on a real PostgreSQL.</summary>
public sealed class PostgresErasureTests(PostgresPlatform postgres) : IClassFixture<PostgresPlatform>
{
    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task A_full_account_is_erased_and_kept_data_is_masked_after_its_term()
    {
        // Its own platform, because the clock is set past the life of every token.
        await using var platform = postgres.NewPlatform(_ => { });
        var aurora = platform.Aurora;
        var bearer = await new RichPerson(aurora).LiveAsync();
        var id = (await aurora.FindCustomerAsync(RichPerson.Email))!.Id;

        Assert.True((await new ApiDoor(aurora).DeleteAsync(bearer, Shop.GoodPassword)).IsDone);

        var receipt = await platform.AsAsync(aurora, db => db.DeletionReceipts.SingleAsync());
        var told = (await aurora.MerchantApi.PostAsync("customers/deletions/get", new { receipt_id = receipt.Id })).Data.GetProperty("receipt");
        Assert.Equal(
            (2, 1), (told.GetProperty("kept").GetProperty("orders").GetInt32(), told.GetProperty("masked").GetProperty("orders").GetInt32()));
        Assert.Contains(receipt.Check, (await platform.MailsAsync()).First(mail => mail.To == RichPerson.Email).Text, StringComparison.Ordinal);
        Assert.Equal(0, await aurora.CountAsync(db => db.Sessions.Where(session => session.CustomerId == id)));
        Assert.Equal(
            2,
            await aurora.CountAsync(db =>
                db.Orders.Where(order => order.BuyerEmail == RichPerson.Email && order.CustomerId == null && order.BuyerAddress == "")));

        platform.Clock.Turn(TimeSpan.FromDays(365 * 8));
        await platform.Services.GetRequiredService<Housekeeping>().MaskAsync(default);
        Assert.Equal(0, await aurora.CountAsync(db => db.Orders.Where(order => order.BuyerEmail != "")));
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task The_database_refuses_to_change_audit_entries()
    {
        var bearer = await postgres.Platform.Aurora.CustomerAsync("trail@example.com");
        Assert.True((await new ApiDoor(postgres.Platform.Aurora).DeleteAsync(bearer, Shop.GoodPassword)).IsDone);
        foreach (var statement in new[]
        {
            """DELETE FROM "AuditEntries" """, """UPDATE "AuditEntries" SET "Facts" = '' """, """DELETE FROM "DeletionReceipts" """,
            """UPDATE "DeletionReceipts" SET "Plan" = '' """
        })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                postgres.Platform.AsAsync(postgres.Platform.Aurora, db => db.Database.ExecuteSqlRawAsync(statement)));
            Assert.Contains("only ever added", refused.MessageText, StringComparison.Ordinal);
        }
    }
}
