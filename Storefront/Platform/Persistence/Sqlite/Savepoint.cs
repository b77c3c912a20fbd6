using Microsoft.Data.Sqlite;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>A part of a transaction that can be undone by itself; begun again and again, under one name.</summary>
internal sealed class Savepoint(SqliteConnection connection, string name) : IDisposable
{
    private readonly BareStatement _begin = new(connection, $"SAVEPOINT {name}");
    private readonly BareStatement _undo = new(connection, $"ROLLBACK TO {name}");
    private readonly BareStatement _end = new(connection, $"RELEASE {name}");

    public void Begin() => _begin.Run();

    /// <summary>Undoes what was done since the beginning; the part goes on.</summary>
    public void Undo() => _undo.Run();

    public void End() => _end.Run();

    public void Dispose()
    {
        _begin.Dispose();
        _undo.Dispose();
        _end.Dispose();
    }
}
