using System.Text.RegularExpressions;
using Storefront.Platform.Persistence;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence;

/// <summary>A merchant's lists are found and sorted by an index, on both providers, however many customers there are.</summary>
public sealed partial class ListPlanTests(PostgresPlatform postgres) : IClassFixture<PostgresPlatform>
{
    private static readonly string[] SortKeys = [
        "id", "email", "firstname", "lastname", "created_at", "total_orders", "total_spent", "last_order_at"
    ];

    private static readonly string[] InvitedIndexes = ["Invited ", "Invited_Email ", "Invited_Name ", "Invited_Lastname "];

    [Fact]
    public async Task A_page_is_read_in_the_order_of_an_index_on_SQLite()
    {
        var statements = new RecordedStatements();
        await using var platform = new TestPlatform { Change = statements.Record };
        await ListAsync(platform.Aurora);

        var plans = statements.All.Where(IsPage)
            .Select(statement => (Statement: statement, Plan: string.Join('\n', RecordedStatements.Plan(platform.DatabaseFile, statement)))).ToList();

        Assert.InRange(plans.Count, SortKeys.Length + 3, 100);
        Assert.Equal(
            [],
            plans.Where(plan =>
                plan.Plan.Contains("SCAN", StringComparison.Ordinal) || plan.Plan.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal)));
        Assert.All(plans, plan => Assert.Contains("USING", plan.Plan, StringComparison.Ordinal));
        Assert.All(
            InvitedIndexes,
            index => Assert.Contains(plans, plan => plan.Plan.Contains($"IX_Customers_{index}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_search_looks_into_an_index_for_each_field_on_SQLite()
    {
        var statements = new RecordedStatements();
        await using var platform = new TestPlatform { Change = statements.Record };
        await ListAsync(platform.Aurora);

        var search = Assert.Single(statements.All, IsSearch);
        var plan = string.Join('\n', RecordedStatements.Plan(platform.DatabaseFile, search));

        Assert.DoesNotContain(
            ScanPattern().Matches(plan), scan => search.Contains($"\"Customers\" AS \"{scan.Groups["name"].Value}\"", StringComparison.Ordinal));
        Assert.Equal([
            "FoldedCompany>? AND FoldedCompany<?", "FoldedLastname>? AND FoldedLastname<?", "FoldedName>? AND FoldedName<?",
            "NormalizedEmail>? AND NormalizedEmail<?"
        ],
            SearchedPattern().Matches(plan).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_search_that_most_orders_match_is_read_in_the_order_asked_for()
    {
        var statements = new RecordedStatements();
        await using var platform = new TestPlatform { Change = statements.Record };
        var shop = platform.Aurora;
        await shop.AddAsync(Enumerable.Range(0, RowCounts.Large).Select(i => shop.Order("many@example.com", $"W😀{i:00000}", total: i)));
        await platform.Birch.AddAsync(platform.Birch.Order("many@example.com", "W😀1"));
        statements.Forget();

        foreach (var (wish, first) in new (object, string)[]
        {
            (new { search_query = "W😀" }, "W😀09999"), (new { search_query = "W😀", sortOrder = "asc", page = 2 }, "W😀00015"),
            (new { search_query = "W😀", sortKey = "id" }, "W😀09999"), (new { search_query = "W😀0999" }, "W😀09999"),
        })
        {
            var page = (await shop.MerchantApi.PostAsync("orders/all", wish)).Data;
            Assert.Equal(first, page.GetProperty("data")[0].GetProperty("order_number").GetString());
        }

        var plans = statements.All.Where(statement => IsPage(statement) && statement.Contains("substr", StringComparison.Ordinal))
            .Select(statement => string.Join('\n', RecordedStatements.Plan(platform.DatabaseFile, statement))).ToList();
        Assert.Equal(3, plans.Count);
        Assert.Equal(2, plans.Count(plan => plan.Contains("COVERING INDEX IX_Orders_MerchantId_PlacedAt_Id_OrderNumber", StringComparison.Ordinal)));
        Assert.DoesNotContain(plans, plan => plan.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Pages_and_searches_use_an_index_on_PostgreSQL()
    {
        var statements = new PostgresPlans();
        await using var platform = postgres.NewPlatform(statements.Record);
        await ListAsync(platform.Aurora);

        foreach (var statement in statements.All.Where(statement => IsPage(statement) || IsSearch(statement)))
        {
            var plan = await PostgresPlans.PlanAsync(platform, statement);
            Assert.True(
                !plan.Contains("Seq Scan", StringComparison.Ordinal) && (IsSearch(statement) || !plan.Contains("Sort", StringComparison.Ordinal)),
                $"{statement}\n{plan}");
        }

        Assert.InRange(statements.All.Count(IsPage), SortKeys.Length + 3, 100);
        Assert.Single(statements.All, IsSearch);
    }

    private static async Task ListAsync(Shop shop)
    {
        foreach (var sortKey in SortKeys)
        {
            await shop.MerchantApi.PostAsync("customers/all", new { sortKey });
        }

        foreach (var sortKey in new[] { "id", "email", "firstname", "lastname" })
        {
            await shop.MerchantApi.PostAsync("customers/all", new { status = "invited", sortKey });
        }

        await shop.MerchantApi.PostAsync("customers/all", new { search_query = "jane" });
        foreach (var sortKey in new[] { "id", "order_number", "created_at" })
        {
            await shop.MerchantApi.PostAsync("orders/all", new { sortKey });
        }

        await shop.MerchantApi.PostAsync("orders/all", new { search_query = "AUR", sortKey = "order_number" });
    }

    // What the pages of a list are found by: the numbers of its rows.
    private static bool IsPage(string statement) => PagePattern().IsMatch(statement) && !statement.Contains("UNION", StringComparison.Ordinal)
        && !statement.Contains("json_each", StringComparison.Ordinal) && !statement.Contains("ANY (", StringComparison.Ordinal);

    private static bool IsSearch(string statement) =>
        statement.Contains("UNION", StringComparison.Ordinal) && statement.Contains("FoldedName", StringComparison.Ordinal);

    [GeneratedRegex(
        @"^SELECT [co]\.""Id""\s+FROM ""(Customers|Orders)""|^SELECT ""[co]""\.""Id""\s+FROM ""(Customers|Orders)""",
        RegexOptions.ExplicitCapture)]
    private static partial Regex PagePattern();

    [GeneratedRegex(@"SCAN (?<name>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex ScanPattern();

    [GeneratedRegex(@"\w+>\? AND \w+<\?")]
    private static partial Regex SearchedPattern();
}
