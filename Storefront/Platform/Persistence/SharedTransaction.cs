using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Platform.Persistence;

/// <summary>The transaction that several requests share on SQLite, with the statements its connection has prepared.</summary>
internal sealed record SharedTransaction(SqliteTransaction Transaction, PreparedStatements Statements, NewRows NewRows)
{
    private const string Together = "new_rows";

    /// <summary>Begins a part that can be undone by itself.</summary>
    public void Save(string savepoint) => Run($"SAVEPOINT {savepoint}");

    public void RollBack(string savepoint) => Run($"ROLLBACK TO {savepoint}");

    public void Release(string savepoint) => Run($"RELEASE {savepoint}");

    /// <summary>Writes new rows, all of them or none.</summary>
    /// <exception cref="DbUpdateException">One could not be written.</exception>
    public void Write(IReadOnlyList<object> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        Save(Together);
        try
        {
            NewRows.Write(rows, Transaction);
        }
        catch (DbUpdateException)
        {
            RollBack(Together);
            throw;
        }
        finally
        {
            Release(Together);
        }
    }

    private void Run(string statement) => Statements.Scalar(statement, [], Transaction);
}
