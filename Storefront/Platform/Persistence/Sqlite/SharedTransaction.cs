using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>The transaction that several requests share on SQLite, and the prepared statements of its connection.</summary>
/// <remarks>A full disk or a failed read ends the whole transaction. Then there is nothing to undo, and the error itself must stay
/// visible.</remarks>
internal sealed record SharedTransaction(SqliteTransaction Transaction, PreparedStatements Statements, NewRows NewRows)
{
    /// <summary>The savepoint of one request's work: it keeps or undoes the work without affecting the others.</summary>
    public const string Request = "request";

    /// <summary>The savepoint of one save, inside that of its request.</summary>
    public const string Save = "save";

    private readonly SqliteConnection _connection = Transaction.Connection!;

    /// <summary>Whether SQLite has ended the transaction by itself.</summary>
    public bool IsOver => raw.sqlite3_get_autocommit(_connection.Handle) != 0;

    /// <exception cref="SqliteException">SQLite has ended the transaction by itself.</exception>
    public void Begin(string savepoint)
    {
        if (IsOver)
        {
            throw Ended();
        }

        Transaction.Save(savepoint);
    }

    /// <summary>Undoes everything since the savepoint began; the savepoint stays open.</summary>
    public void Undo(string savepoint)
    {
        if (!IsOver)
        {
            Transaction.Rollback(savepoint);
        }
    }

    public void End(string savepoint)
    {
        if (!IsOver)
        {
            Transaction.Release(savepoint);
        }
    }

    /// <summary>The exception for every request in a transaction that SQLite ended by itself.</summary>
    public static SqliteException Ended() => new("The transaction ended by itself.", raw.SQLITE_ABORT, raw.SQLITE_ABORT_ROLLBACK);
}
