using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Storefront.Platform.Persistence;

/// <summary>Converts the values of hand-written statements.</summary>
internal static class StatementValues
{
    /// <summary>Adds the values as <c>@p0</c>, <c>@p1</c> … in their order.</summary>
    public static void AddValues(this DbCommand command, IReadOnlyList<object?> values)
    {
        foreach (var (index, value) in values.Index())
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{index}", command is SqliteCommand ? ForSqlite(value) : value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>Converts a stored time.</summary>
    public static DateTimeOffset GetMoment(this DbDataReader row, int ordinal) =>
        row is SqliteDataReader ? DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(ordinal)) : row.GetFieldValue<DateTimeOffset>(ordinal);

    /// <summary>A value as SQLite stores it: SQLite has no type for times, so they are whole milliseconds, which compare and sort as
    /// numbers.</summary>
    public static object ForSqlite(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset moment => moment.ToUnixTimeMilliseconds(),
        _ => value,
    };
}
