using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Persistence.Postgres;

namespace Storefront.Tests.Support;

/// <summary>Records every query the application sends to PostgreSQL, and asks the server how it would use an index for it.</summary>
public sealed partial class PostgresPlans : DbCommandInterceptor
{
    private readonly ConcurrentDictionary<string, byte> _all = [];

    public IEnumerable<string> All => _all.Keys;

    public void Record(IServiceCollection services) => services.ConfigureDbContext<PostgresStorefrontDb>(options => options.AddInterceptors(this));

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        _all.TryAdd(command.CommandText, 0);
        return ValueTask.FromResult(result);
    }

    /// <summary>The plan for any values, where reading the whole table costs more than any index.</summary>
    public static Task<string> PlanAsync(TestPlatform platform, string statement) => platform.AsAsync(platform.Aurora, async db =>
    {
        var names = ParameterPattern().Matches(statement).Select(match => match.Value).Distinct().ToList();
        var generic = ParameterPattern().Replace(statement, match => $"${names.IndexOf(match.Value) + 1}");
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText =
            $"SET enable_seqscan = off; SET enable_bitmapscan = off; SET plan_cache_mode = force_generic_plan; PREPARE asked AS {generic}";
        await command.ExecuteNonQueryAsync();
        command.CommandText = $"EXPLAIN EXECUTE asked({string.Join(", ", names.Select(_ => "NULL"))})";
        await using var reader = await command.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await reader.ReadAsync())
        {
            steps.Add(reader.GetString(0));
        }

        await reader.DisposeAsync();
        command.CommandText = "DISCARD ALL";
        await command.ExecuteNonQueryAsync();
        return string.Join('\n', steps);
    });

    [GeneratedRegex(@"@\w+")]
    private static partial Regex ParameterPattern();
}
