using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Storefront.Platform.Persistence;

/// <summary>Writes added rows by prepared statements: tables, columns, conversions and order are the model's, as EF Core would write them.</summary>
/// <remarks>EF Core puts every insertion together anew and SQLite reads it anew, which costs several times what the insertion does (ADR 0025).
/// What this cannot write as EF Core would (a key the database does not number) it leaves to EF Core.</remarks>
internal sealed class NewRows(PreparedStatements statements)
{
    private readonly Dictionary<IEntityType, Insertion> _insertions = [];

    /// <summary>Whether these are rows this can write.</summary>
    public bool CanWrite(IReadOnlyList<EntityEntry> changes) => changes.Count > 0
        && changes.All(change => change.State == EntityState.Added && Of(change.Metadata) is { IsPlain: true } insertion && insertion.NumberIsOpen(change));

    /// <summary>Writes the rows, those that others point to first, and puts the numbers the database gave into them and into what points to them.</summary>
    /// <exception cref="DbUpdateException">A row could not be written; those before it are, and the caller undoes them.</exception>
    public void Write(IReadOnlyList<EntityEntry> added, SqliteTransaction transaction)
    {
        foreach (var row in added.OrderBy(row => Of(row.Metadata).Rank))
        {
            try
            {
                Of(row.Metadata).Write(row, statements, transaction);
            }
            catch (SqliteException problem)
            {
                throw new DbUpdateException($"A row of {row.Metadata.GetTableName()} could not be written.", problem);
            }
        }
    }

    private Insertion Of(IEntityType type)
    {
        if (!_insertions.TryGetValue(type, out var insertion))
        {
            _insertions[type] = insertion = new(type);
        }

        return insertion;
    }

    /// <summary>How a row of one table is written.</summary>
    private sealed class Insertion
    {
        private readonly IProperty[] _written;
        private readonly IProperty? _number;
        private readonly string _statement;

        public Insertion(IEntityType type)
        {
            IProperty[] generated = [.. type.GetProperties().Where(property => property.ValueGenerated != ValueGenerated.Never)];
            _written = [.. type.GetProperties().Except(generated)];
            _number = generated is [{ ClrType: var clr } only] && clr == typeof(long) && only.IsPrimaryKey() ? only : null;
            IsPlain = generated.Length == 0 || _number is not null;
            Rank = RankOf(type);
            _statement = $"""
                INSERT INTO "{type.GetTableName()}" ({string.Join(", ", _written.Select(property => $"\"{property.GetColumnName()}\""))})
                VALUES ({string.Join(", ", _written.Index().Select(column => $"@p{column.Index}"))}){(_number is null ? "" : $" RETURNING \"{_number.GetColumnName()}\"")}
                """;
        }

        /// <summary>Whether the only thing the database adds is the row's number.</summary>
        public bool IsPlain { get; }

        /// <summary>Tables that others point to have a lower one.</summary>
        public int Rank { get; }

        public bool NumberIsOpen(EntityEntry row) => _number is null || row.Property(_number).IsTemporary;

        public void Write(EntityEntry row, PreparedStatements statements, SqliteTransaction transaction)
        {
            var values = row.CurrentValues;
            var number = statements.Scalar(_statement, [.. _written.Select(property => Stored(property, values[property]))], transaction);
            if (_number is not null)
            {
                row.Property(_number).CurrentValue = (long)number!;
            }
        }

        private static object? Stored(IProperty property, object? value) => property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;

        private static int RankOf(IEntityType type) => type.GetForeignKeys().Where(key => key.PrincipalEntityType != type)
            .Select(key => RankOf(key.PrincipalEntityType) + 1).DefaultIfEmpty().Max();
    }
}
