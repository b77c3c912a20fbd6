using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Persistence.Sqlite;

namespace Storefront.Tests.Support;

/// <summary>Records every statement the application sends to SQLite, and asks SQLite for each one's query plan.</summary>
public sealed class RecordedStatements : DbCommandInterceptor
{
    private readonly ConcurrentDictionary<string, byte> _statements = [];

    /// <summary>Every statement once, sorted by text.</summary>
    public IEnumerable<string> All => _statements.Keys.Order(StringComparer.Ordinal);

    /// <summary>Forgets what was sent so far.</summary>
    public void Forget() => _statements.Clear();

    /// <summary>Listens to the application's contexts.</summary>
    public void Record(IServiceCollection services) => services.ConfigureDbContext<SqliteStorefrontDb>(options => options.AddInterceptors(this));

    /// <summary>The steps of a statement's plan, such as <c>SEARCH s USING INDEX ...</c>.</summary>
    public static List<string> Plan(string databaseFile, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={databaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {statement}";
        foreach (var name in Parameters(statement))
        {
            command.Parameters.AddWithValue(name, DBNull.Value);
        }

        var steps = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            steps.Add(reader.GetString(3));
        }

        return steps;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Note(command, result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Note(command, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
        Note(command, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Note(command, result));

    private T Note<T>(DbCommand command, T result)
    {
        _statements.TryAdd(command.CommandText, 0);
        return result;
    }

    private static IEnumerable<string> Parameters(string statement) =>
        System.Text.RegularExpressions.Regex.Matches(statement, @"@\w+").Select(match => match.Value).Distinct();
}
