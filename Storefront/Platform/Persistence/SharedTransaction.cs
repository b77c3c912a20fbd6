using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Storefront.Platform.Persistence;

/// <summary>The transaction that several requests share on SQLite, with the statements its connection has prepared.</summary>
internal sealed record SharedTransaction(SqliteTransaction Transaction, PreparedStatements Statements, NewRows NewRows)
{
    private const string Together = "new_rows";

    /// <summary>Begins a part that can be undone by itself.</summary>
    public void Save(string savepoint) => Run($"SAVEPOINT {savepoint}");

    public void RollBack(string savepoint) => Run($"ROLLBACK TO {savepoint}");

    public void Release(string savepoint) => Run($"RELEASE {savepoint}");

    /// <summary>Writes the added rows, all of them or none.</summary>
    /// <exception cref="DbUpdateException">One could not be written.</exception>
    public void WriteTogether(IReadOnlyList<EntityEntry> added)
    {
        if (added.Count == 1)
        {
            NewRows.Write(added, Transaction);
            return;
        }

        Save(Together);
        try
        {
            NewRows.Write(added, Transaction);
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
