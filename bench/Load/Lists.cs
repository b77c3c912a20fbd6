namespace Load;

/// <summary>A merchant's lists of a million customers, invitations and orders each: pages 1 to 100 of each sort key, state and search.</summary>
internal sealed class Lists(BenchOptions options, Shop shop)
{
    private const int Pages = 100;
    private static readonly string[] Searches = ["j", "ja", "jansen", "jan jansen", "by1234"];

    public async Task<IReadOnlyList<(string List, double P50, double P99)>> RunAsync()
    {
        var results = new List<(string List, double P50, double P99)>();
        foreach (var (path, wish) in Wishes())
        {
            var traffic = shop.List(path, wish, Pages);
            await Round.RunAsync(traffic, 1, options.Time / 2, holdAfterwards: false);
            var round = await Round.RunAsync(traffic, 1, options.Time * 2, holdAfterwards: false);
            Console.WriteLine($"{path,-26} {wish,-60} p50 {round.Millis(0.5),7:0.00} ms  p99 {round.Millis(0.99),7:0.00} ms  failed {round.Failed}");
            results.Add(($"{path} {wish}", round.Millis(0.5), round.Millis(0.99)));
        }

        return results;
    }

    private static IEnumerable<(string Path, string Wish)> Wishes() =>
    [
        .. Of(
            "customers/all", ["id", "email", "firstname", "lastname", "created_at", "total_orders", "total_spent", "last_order_at"],
            ["invited", "active"], "lastname"),
        .. Of(
            "customers/invitations/all", ["id", "email", "status", "created_at", "expires_at", "accepted_at"],
            ["pending", "accepted", "declined", "expired", "revoked"], "email"),
        .. Of("orders/all", ["id", "order_number", "created_at"], [], "order_number", ["L-", "L-12", "L-123456"]),
    ];

    private static IEnumerable<(string Path, string Wish)> Of(
        string path, string[] sortKeys, string[] states, string searchedBy, string[]? searches = null) =>
    [
        .. sortKeys.SelectMany(key => new[] { (path, Wish("sortKey", key, "desc")), (path, Wish("sortKey", key, "asc")) }),
        .. states.SelectMany(state => new[] { (path, Wish("status", state, "desc")), (path, Wish("status", state, "asc")) }),
        .. states.Select(state => (path, $"""{Wish("status", state, "asc")},"sortKey":"{searchedBy}" """.TrimEnd())),
        .. (searches ?? Searches).SelectMany(search => new[]
        {
            (path, Wish("search_query", search, "desc")), (path, $"""{Wish("search_query", search, "asc")},"sortKey":"{searchedBy}" """.TrimEnd())
        }),
    ];

    private static string Wish(string field, string value, string order) => $"\"{field}\":\"{value}\",\"sortOrder\":\"{order}\"";
}
