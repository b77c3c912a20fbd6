using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Postgres;
using Storefront.Platform.Persistence.Sqlite;
using Storefront.Platform.Tenancy;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence;

/// <summary>The migration that made one invitation of a customer's many keeps the oldest number and what happened to all of them.</summary>
public sealed class InvitationFoldingTests
{
    private const string Before = "OutboxUnanswered";

    [Fact]
    public async Task Resends_of_an_older_version_become_one_invitation()
    {
        var file = Path.GetTempFileName();
        await using (var db = new SqliteStorefrontDb(
            new DbContextOptionsBuilder<SqliteStorefrontDb>().UseSqlite($"Data Source={file};Pooling=False").Options, Merchant(), null!, null!))
        {
            await FoldAsync(db, minutes => $"{Moment(minutes).ToUnixTimeMilliseconds()}", "X'01'");
        }

        File.Delete(file);
    }

    [RequiresProgramFact("initdb")]
    public async Task PostgreSQL_folds_them_too()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var db =
            new PostgresStorefrontDb(new DbContextOptionsBuilder<PostgresStorefrontDb>().UseNpgsql(server.NewDatabase()).Options, Merchant());
        await FoldAsync(db, minutes => $"'{Moment(minutes):O}'", "'\\x01'");
    }

    private static async Task FoldAsync(StorefrontDb db, Func<int, string> at, string bytes)
    {
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync(Before);
        await FillAsync(db, at, bytes);

        await migrator.MigrateAsync();

        var invitations = await db.Invitations.AsNoTracking().OrderBy(row => row.Id).ToListAsync();
        Assert.Equal([1L, 4L, 5L], invitations.Select(row => row.Id));
        var (resent, accepted, declined) = (invitations[0], invitations[1], invitations[2]);
        Assert.Equal((2, "third", "nl"), (resent.Resends, resent.Message, resent.Language));
        Assert.Equal((Moment(0), Moment(1003), Moment(9)), (resent.CreatedAt, resent.ExpiresAt, resent.SentAt));
        Assert.Equal((InvitationDelivery.Deferred, "greylisted", Moment(50)), (resent.Delivery, resent.Reason, resent.NextTryAt));
        Assert.Equal(InvitationStatus.Pending, resent.StatusAt(Moment(20)));
        Assert.Equal((InvitationStatus.Accepted, Moment(30)), (accepted.StatusAt(Moment(40)), accepted.AcceptedAt));
        Assert.Equal((InvitationStatus.Declined, InvitationDelivery.Sent), (declined.StatusAt(Moment(40)), declined.Delivery));
        Assert.Equal(["Queued 0", "Resent 2", "Resent 3", "Sent 9"], await EventsAsync(db, 1));
        Assert.Equal(["Queued 4", "Accepted 30"], await EventsAsync(db, 2));
        Assert.Equal(["Queued 5", "Declined 31"], await EventsAsync(db, 3));
    }

    private static async Task FillAsync(StorefrontDb db, Func<int, string> at, string bytes)
    {
        await RunAsync(db, $"""
            INSERT INTO "Merchants" (
                "Id", "Name", "SenderAddress", "SupportAddress", "Language", "TimeZone", "Country", "PrimaryColor", "AccentColor", "LogoPath",
                "Corners", "InvitationDays", "AllowsRegistration", "CreatedAt")
            VALUES (1, 'Old', 'a@old.example', 'b@old.example', 'en', 'UTC', 'NL', '#000000', '#000000', '', 'Soft', 7, {Flag(db)}, {at(0)})
            """);
        foreach (var (customer, verified) in new[] { (1, "NULL"), (2, at(30)), (3, "NULL") })
        {
            await RunAsync(db, $"""
                INSERT INTO "Customers" ("Id", "MerchantId", "SubjectId", "Email", "NormalizedEmail", "AccountType", "EmailVerifiedAt", "CreatedAt")
                VALUES ({customer}, 1, '{Guid.CreateVersion7()}', '{customer}@old.example', '{customer}@old.example', 0, {verified}, {at(0)})
                """);
        }

        await LinkAsync(1, 1, 0, "SupersededAt", 2, "first", "en");
        await LinkAsync(2, 1, 2, "SupersededAt", 3, "second", "en");
        await LinkAsync(3, 1, 3, "OpenedAt", null, "third", "nl");
        await LinkAsync(4, 2, 4, "UsedAt", 30, null, "en");
        await LinkAsync(5, 3, 5, "DeclinedAt", 31, null, "en");
        await MailAsync(1, 1, 2, 0, at(9), "NULL");
        await MailAsync(2, 1, 1, 1, "NULL", "'greylisted'");

        async Task LinkAsync(int id, int customer, int created, string end, int? ended, string? message, string language)
        {
            var (endColumn, endValue) = ended is { } moment ? ($", \"{end}\"", $", {at(moment)}") : ("", "");
            await RunAsync(db, $"""
                INSERT INTO "OneTimeTokens" ("Id", "MerchantId", "CustomerId", "Purpose", "Hash", "Address", "CreatedAt", "ExpiresAt"{endColumn})
                VALUES (
                    {id}, 1, {customer}, 1, {bytes.Replace("01", $"0{id}", StringComparison.Ordinal)}, '{customer}@old.example',
                    {at(created)}, {at(1000 + created)}{endValue})
                """);
            await RunAsync(db, $"""
                INSERT INTO "Invitations" ("Id", "MerchantId", "CustomerId", "TokenId", "Language", "Message", "CreatedAt")
                VALUES ({id}, 1, {customer}, {id}, '{language}', {(message is null ? "NULL" : $"'{message}'")}, {at(created)})
                """);
        }

        Task MailAsync(int id, int customer, int state, int attempts, string sent, string problem) => RunAsync(db, $"""
            INSERT INTO "OutboxMails" (
                "Id", "MerchantId", "CustomerId", "Kind", "Language", "Content", "MessageId", "State", "Attempts", "Unanswered", "CreatedAt",
                "NextAttemptAt", "SentAt", "LastProblem")
            VALUES ({id}, 1, {customer}, 'invitation', 'en', '', '{id}@old.example', {state}, {attempts}, 0, {at(0)}, {at(50)}, {sent}, {problem})
            """);
    }

    private static async Task<List<string>> EventsAsync(StorefrontDb db, long customer) =>
        [.. (await db.InvitationEvents.AsNoTracking().Where(row => row.CustomerId == customer).ToListAsync())
            .OrderBy(row => row.At).ThenBy(row => row.Id).Select(row => $"{row.Kind} {(row.At - Moment(0)).TotalMinutes}")];

    private static Task<int> RunAsync(StorefrontDb db, string statement) => db.Database.ExecuteSqlRawAsync(statement);

    private static string Flag(StorefrontDb db) => db.Database.IsSqlite() ? "1" : "true";

    private static CurrentMerchant Merchant()
    {
        var merchant = new CurrentMerchant();
        merchant.Set(new() { Id = 1, Name = "", SenderAddress = "", SupportAddress = "" });
        return merchant;
    }

    private static DateTimeOffset Moment(int minutes) => new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
}
