using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>Inserts new rows with prepared statements and sets their keys; tables, columns and conversions come from the model.</summary>
/// <remarks>EF Core tracks every value of a row and builds the statement anew each time. For rows that nobody changes, that costs several
/// times the insertion itself (ADR 0025).</remarks>
internal sealed class NewRows(SqliteConnection connection, PreparedStatements statements, IModel model)
{
    private readonly Dictionary<Type, Insertion> _insertions = [];

    /// <summary>Inserts the rows in order, inside the savepoint of one save: referenced rows come first and have their keys by
    /// then.</summary>
    /// <exception cref="NewRowException">One row could not be written; the caller undoes the others.</exception>
    public void Write(IReadOnlyList<object> rows, SqliteTransaction transaction)
    {
        foreach (var row in rows)
        {
            try
            {
                var insertion = Of(row.GetType());
                statements.Execute(insertion.Statement, insertion.ValuesOf(row), transaction);

                // The key is read from the connection. SQLite must be able to undo a statement that returns rows, and would copy every page
                // for that.
                insertion.Number?.SetValue(row, SQLitePCL.raw.sqlite3_last_insert_rowid(connection.Handle));
            }
            catch (SqliteException problem)
            {
                throw new NewRowException(row, problem);
            }
        }
    }

    /// <summary>A row's column values as they are written, for comparison.</summary>
    public object?[] ValuesOf(object row) => Of(row.GetType()).ValuesOf(row);

    private Insertion Of(Type type)
    {
        if (!_insertions.TryGetValue(type, out var insertion))
        {
            _insertions[type] = insertion = new(model.FindEntityType(type)!);
        }

        return insertion;
    }

    /// <summary>The INSERT statement of one table, and the values of a row for it.</summary>
    private sealed class Insertion
    {
        private readonly Column[] _columns;

        public Insertion(IEntityType type)
        {
            // A non-numeric key is set before the insertion.
            var number = type.FindPrimaryKey()!.Properties.Single() is { } key && key.ClrType == typeof(long) ? key : null;
            IProperty[] others = [.. type.GetProperties().Where(property => property != number)];
            (Number, _columns) = (number?.PropertyInfo, [.. others.Select(property => new Column(property))]);
            Statement = $"""
                INSERT INTO "{type.GetTableName()}" ({string.Join(", ", others.Select(property => $"\"{property.GetColumnName()}\""))})
                VALUES ({string.Join(", ", others.Select((_, index) => $"@p{index}"))})
                """;
        }

        public string Statement { get; }

        /// <summary>The property for the key that SQLite assigns; null when the row already has its key.</summary>
        public PropertyInfo? Number { get; }

        public object?[] ValuesOf(object row) => Array.ConvertAll(_columns, column => column.Take(row));
    }

    /// <summary>One column, and the row it references when the property holds an object.</summary>
    private sealed class Column
    {
        private readonly IClrPropertyGetter? _other;
        private readonly IClrPropertyGetter? _othersNumber;
        private readonly IClrPropertyGetter _value;
        private readonly PropertyInfo _property;
        private readonly ValueConverter? _converter;

        public Column(IProperty property)
        {
            (_value, _property, _converter) = (property.GetGetter(), property.PropertyInfo!, property.GetTypeMapping().Converter);
            if (property.Name != nameof(ITenantOwned.MerchantId)
                && property.GetContainingForeignKeys().FirstOrDefault(key => key.DependentToPrincipal is not null) is { } pointer)
            {
                _other = pointer.DependentToPrincipal!.GetGetter();
                _othersNumber = pointer.PrincipalKey.Properties.First(key => key.Name != nameof(ITenantOwned.MerchantId)).GetGetter();
            }
        }

        public object? Take(object row)
        {
            if (_other?.GetClrValue(row) is { } other)
            {
                _property.SetValue(row, _othersNumber!.GetClrValue(other));
            }

            return _converter is null ? _value.GetClrValue(row) : _converter.ConvertToProvider(_value.GetClrValue(row));
        }
    }
}

/// <summary>A row could not be inserted without tracking.</summary>
internal sealed class NewRowException(object row, SqliteException problem) : DbUpdateException(
    $"A {row.GetType().Name} could not be written.", problem)
{
    public object Row => row;
}
