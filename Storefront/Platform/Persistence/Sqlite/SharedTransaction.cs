using Microsoft.Data.Sqlite;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>The transaction that several requests share on SQLite, with what its connection has prepared.</summary>
internal sealed record SharedTransaction(SqliteTransaction Transaction, PreparedStatements Statements, NewRows NewRows, Savepoint Request, Savepoint Save);
