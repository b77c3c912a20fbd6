using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence.Sqlite;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence;

/// <summary>Queries that shoppers or merchants wait for use an index, however many customers there are.</summary>
public sealed partial class QueryPlanTests
{
    /// <summary>Tables that grow with customers; merchants and their hosts are few and cached.</summary>
    private static readonly string[] Growing =
        [
            "Customers", "Invitations", "InvitationEvents", "Suppressions", "OneTimeTokens", "Sessions", "Orders", "OrderLines", "OutboxMails",
            "AttemptCounters", "AuditEntries", "ConsentStatements", "EmailChanges", "KnownDevices", "WebhookDeliveries"
        ];

    [Fact]
    public async Task No_statement_of_an_accounts_life_scans_a_whole_table()
    {
        var statements = new RecordedStatements();
        await using var platform = new TestPlatform { Change = statements.Record };
        await LiveAsync(platform, statements);

        var all = Of(platform, statements);
        var scans = all.Where(statement => StatementPattern().IsMatch(statement))
            .SelectMany(statement => RecordedStatements.Plan(platform.DatabaseFile, statement)
            .Where(step => ScanPattern().Match(step) is { Success: true } scan && Growing.Contains(TableOf(scan.Groups["name"].Value, statement)))
            .Select(step => $"{step}: {statement.ReplaceLineEndings(" ")}"));

        Assert.Equal([], scans);
        Assert.InRange(all.Count(statement => StatementPattern().IsMatch(statement)), 40, 1000);
        Assert.Contains(all, statement => statement.StartsWith("DELETE FROM \"Customers\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Orders_are_found_by_customer_or_guest_and_never_by_merchant_alone()
    {
        var statements = new RecordedStatements();
        await using var platform = new TestPlatform { Change = statements.Record };
        await LiveAsync(platform, statements);

        var ofOrders = Of(platform, statements).Where(statement => OrdersPattern().IsMatch(statement)).ToList();
        var walks = ofOrders.SelectMany(statement => RecordedStatements.Plan(platform.DatabaseFile, statement)
            .Where(step => OrdersStepPattern().IsMatch(step) && !(IsOfGuest(statement) ? GuestPattern() : OwnerPattern()).IsMatch(step))
            .Select(step => $"{step}: {statement.ReplaceLineEndings(" ")}"));

        Assert.Equal([], walks);
        Assert.Contains(ofOrders, IsOfGuest);
        Assert.Contains(ofOrders, statement => !IsOfGuest(statement));
    }

    [Fact]
    public async Task Mails_are_leased_by_their_numbers_however_many_wait()
    {
        var statements = new RecordedStatements();
        await using var platform = new TestPlatform { Change = statements.Record };
        await LiveAsync(platform, statements);

        var ofLeases = statements.All.Where(statement =>
            statement.Contains("\"Lease\" =", StringComparison.Ordinal) && statement.Contains("OutboxMails", StringComparison.Ordinal)).ToList();

        Assert.Contains(ofLeases, statement => statement.StartsWith("SELECT", StringComparison.Ordinal));
        Assert.Contains(ofLeases, statement => statement.StartsWith("UPDATE", StringComparison.Ordinal));
        Assert.All(
            ofLeases,
            statement => Assert.Contains(
                RecordedStatements.Plan(platform.DatabaseFile, statement),
                step => step.StartsWith("SEARCH o USING INTEGER PRIMARY KEY", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_statement_without_an_index_is_detected()
    {
        await using var platform = new TestPlatform();
        await platform.Aurora.CountAsync(db => db.Customers);

        var step = Assert.Single(RecordedStatements.Plan(
            platform.DatabaseFile, """SELECT "c"."Id" FROM "Customers" AS "c" WHERE "c"."Firstname" = @name"""));

        Assert.Equal("Customers", TableOf(ScanPattern().Match(step).Groups["name"].Value, """FROM "Customers" AS "c" """));
    }

    /// <summary>What went through the contexts, and the prepared statements of SQLite.</summary>
    private static List<string> Of(TestPlatform platform, RecordedStatements statements) =>
        [.. statements.All, .. platform.Services.GetRequiredService<GroupCommit>().Statements];

    private static async Task LiveAsync(TestPlatform platform, RecordedStatements statements)
    {
        // What the migrations do is done once, and to whole tables.
        _ = platform.Services;
        statements.Forget();
        await using var receiver = await Receiver.StartAsync();
        await platform.Aurora.NewWebhookAsync(receiver.Url);
        foreach (var door in platform.Aurora.Doors)
        {
            var email = $"{door}@example.com";
            await platform.Aurora.InviteAsync(email);
            await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email });
            await platform.Aurora.InviteWithKeyAsync($"{door}", email);
            await platform.Aurora.InviteWithKeyAsync($"{door}", email);
            await platform.Services.GetRequiredService<OutboxLeaseStore>().FreeFormerRunAsync(default);
            await FollowAsync(platform.Aurora, email);
            var session = (await door.AcceptAsync(await platform.Aurora.NewestLinkAsync(email), Shop.GoodPassword)).Session!;
            await door.OrdersAsync(session);
            await door.SignOutAsync(session);
            await door.SignInAsync(email, "wrong-horse-battery-staple");
            session = (await door.SignInAsync(email, Shop.GoodPassword)).Session!;
            await door.ForgotAsync(email);
            await platform.MailsAsync();
            await platform.SendWebhooksAsync();
            Assert.True((await door.DeleteAsync(session, Shop.GoodPassword)).IsDone);
        }
    }

    private static async Task FollowAsync(Shop shop, string email)
    {
        var customer = new { customer_id = (await shop.FindCustomerAsync(email))!.Id };
        var read = await shop.MerchantApi.PostAsync("customers/invitations/get", customer);
        await shop.MerchantApi.PostAsync("customers/invitations/all", new { status = "pending", delivery = "sent" });
        await shop.MerchantApi.PostAsync("customers/invitations/resend", customer);
        await shop.MerchantApi.PostAsync(
            "customers/invitations/correct",
            new { invitation_id = read.Data.GetProperty("invitation").GetProperty("id").GetInt64(), email = $"other-{email}" });
        await shop.MerchantApi.PostAsync(
            "customers/invitations/correct", new { invitation_id = read.Data.GetProperty("invitation").GetProperty("id").GetInt64(), email });
        await shop.MerchantApi.PostAsync("customers/suppressions/add", new { email = $"never-{email}" });
        await shop.MerchantApi.PostAsync("customers/suppressions/all", new { email = $"never-{email}" });
        await shop.MerchantApi.PostAsync("customers/suppressions/remove", new { email = $"never-{email}" });
        await shop.MerchantApi.PostAsync("customers/invite", new { email = $"revoked-{email}" });
        await shop.MerchantApi.PostAsync(
            "customers/invitations/revoke", new { customer_id = (await shop.FindCustomerAsync($"revoked-{email}"))!.Id });
    }

    // A plan names a table by its alias, if it has one.
    private static string TableOf(string name, string statement) =>
        Regex.Match(statement, $"\"(?<table>\\w+)\" AS \"{Regex.Escape(name)}\"") is { Success: true } alias ? alias.Groups["table"].Value : name;

    [GeneratedRegex(@"^\s*(SELECT|INSERT|UPDATE|DELETE)\b")]
    private static partial Regex StatementPattern();

    private static bool IsOfGuest(string statement) => statement.Contains("\"BuyerAddress\" = @", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*(SELECT|UPDATE|DELETE)\b.*""Orders""( AS ""o""|\s+(SET|WHERE))", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex OrdersPattern();

    [GeneratedRegex("^SEARCH (o|Orders) ", RegexOptions.ExplicitCapture)]
    private static partial Regex OrdersStepPattern();

    [GeneratedRegex(@"\(MerchantId=\? AND BuyerAddress=\?\)")]
    private static partial Regex GuestPattern();

    [GeneratedRegex(@"\(MerchantId=\? AND (CustomerId|Id)=\?|\(rowid=\?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex OwnerPattern();

    [GeneratedRegex(@"^SCAN (?<name>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex ScanPattern();
}
