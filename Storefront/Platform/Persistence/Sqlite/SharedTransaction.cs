using Microsoft.Data.Sqlite;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>The transaction that several requests share on SQLite, with the statements its connection has prepared.</summary>
internal sealed record SharedTransaction(SqliteTransaction Transaction, PreparedStatements Statements, NewRows NewRows)
{
    /// <summary>The savepoint of one request's work: its end keeps or undoes the work without touching that of others.</summary>
    public const string Request = "request";

    /// <summary>The savepoint of one save, within that of its request.</summary>
    public const string Save = "save";
}
