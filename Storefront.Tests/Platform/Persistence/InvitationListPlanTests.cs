using System.Text.RegularExpressions;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence;

/// <summary>Pages of a merchant's invitations are read in the order of an index, on both providers, however many there are.</summary>
public sealed partial class InvitationListPlanTests(PostgresPlatform postgres) : IClassFixture<PostgresPlatform>
{
    private const string All = "customers/invitations/all";
    private static readonly string[] SortKeys = ["id", "email", "status", "created_at", "expires_at", "accepted_at"];
    private static readonly string[] Orders = ["asc", "desc"];

    // By number, by address, by expiry, three states, accepted and the others; each in both directions. The few pending and expired ones are
    // found by their expiry and sorted, but the last range of the states is read as it comes.
    private const int FewestPages = (2 * (1 + 1 + 1 + 3 + 2)) + 1;

    [Fact]
    public async Task A_page_is_read_in_the_order_of_an_index_on_SQLite()
    {
        var statements = new RecordedStatements();
        await using var platform = new TestPlatform { Change = statements.Record };
        await ListAsync(platform.Aurora);

        var plans = statements.All.Where(IsPage)
            .Select(statement => $"{statement}\n-- {string.Join("\n-- ", RecordedStatements.Plan(platform.DatabaseFile, statement))}").ToList();

        Assert.InRange(plans.Count, FewestPages, 100);
        Assert.Equal(
            [], plans.Where(plan => plan.Contains("-- SCAN", StringComparison.Ordinal) || plan.Contains("TEMP B-TREE", StringComparison.Ordinal)));
        Assert.Equal(
            ["IX_Invitations_Accepted", "IX_Invitations_Declined", "IX_Invitations_Open", "IX_Invitations_Revoked"],
            plans.SelectMany(plan => StateIndexPattern().Matches(plan)).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_search_looks_into_an_index_for_each_field_on_SQLite()
    {
        var statements = new RecordedStatements();
        await using var platform = new TestPlatform { Change = statements.Record };
        await platform.Aurora.MerchantApi.PostAsync(All, new { search_query = "jane" });

        var search = Assert.Single(statements.All, IsSearch);
        var plan = string.Join('\n', RecordedStatements.Plan(platform.DatabaseFile, search));

        Assert.DoesNotContain(
            ScanPattern().Matches(plan),
            scan => Regex.IsMatch(search, $"\"(Customers|Invitations)\" AS \"{scan.Groups["name"].Value}\""));
        Assert.Equal(
            [
                "Customers_MerchantId_FoldedLastname_Id", "Customers_MerchantId_FoldedName_Id", "Customers_MerchantId_NormalizedEmail",
                "Invitations_MerchantId_FoldedLastname_Id", "Invitations_MerchantId_FoldedName_Id"
            ],
            RangePattern().Matches(plan).Select(match => match.Groups["index"].Value).Distinct().Order(StringComparer.Ordinal));
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Pages_and_searches_use_an_index_on_PostgreSQL()
    {
        var statements = new PostgresPlans();
        await using var platform = postgres.NewPlatform(statements.Record);
        await ListAsync(platform.Aurora);
        await platform.Aurora.MerchantApi.PostAsync(All, new { search_query = "jane" });

        foreach (var statement in statements.All.Where(statement => IsPage(statement) || IsSearch(statement)))
        {
            var plan = await PostgresPlans.PlanAsync(platform, statement);
            Assert.True(
                !plan.Contains("Seq Scan", StringComparison.Ordinal) && (IsSearch(statement) || !plan.Contains("Sort", StringComparison.Ordinal)),
                $"{statement}\n{plan}");
        }

        Assert.InRange(statements.All.Count(IsPage), FewestPages, 100);
        Assert.Single(statements.All, IsSearch);
    }

    private static async Task ListAsync(Shop shop)
    {
        // One in each state: a range without rows is not read.
        await shop.CustomerAsync("accepted@example.com");
        var declined = await shop.InviteAsync("declined@example.com");
        await shop.Api().PostPublicAsync("customer/auth/invitation/decline", new { email = declined.Email, token = declined.Token });
        await shop.InviteAsync("revoked@example.com");
        await shop.MerchantApi.PostAsync(
            "customers/invitations/revoke", new { customer_id = (await shop.FindCustomerAsync("revoked@example.com"))!.Id, keep_customer = true });
        await shop.MerchantApi.PostAsync("customers/invite", new { email = "expired@example.com", expires_in_days = 1 });
        shop.Platform.Clock.Turn(TimeSpan.FromDays(2));
        await shop.InviteAsync("pending@example.com");
        foreach (var sortOrder in Orders)
        {
            foreach (var sortKey in SortKeys)
            {
                await shop.MerchantApi.PostAsync(All, new { sortKey, sortOrder });
            }
        }
    }

    // The numbers of a page; a few that a filter found are sorted, in a statement of their own.
    private static bool IsPage(string statement) => PagePattern().IsMatch(statement);

    private static bool IsSearch(string statement) => statement.Contains("UNION", StringComparison.Ordinal);

    [GeneratedRegex(
        @"^SELECT (""i""|i)\.""Id""\s+FROM ""Invitations"" AS (""i""|i)\s(?!.*UNION)", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex PagePattern();

    [GeneratedRegex("IX_Invitations_(Accepted|Declined|Open|Revoked)", RegexOptions.ExplicitCapture)]
    private static partial Regex StateIndexPattern();

    [GeneratedRegex(@"SCAN (?<name>\w+)")]
    private static partial Regex ScanPattern();

    [GeneratedRegex(@"IX_(?<index>\w+) \(MerchantId=\? AND \w+>\? AND \w+<\?\)")]
    private static partial Regex RangePattern();
}
