using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Storefront.Domain;

namespace Storefront.Platform.Persistence;

/// <summary>Writes new rows by prepared statements and gives them their numbers; tables, columns and conversions are the model's.</summary>
/// <remarks>Following every value of a row that nobody will change, and putting its insertion together anew, costs several times what the
/// insertion itself does (ADR 0025).</remarks>
internal sealed class NewRows(PreparedStatements statements, IModel model)
{
    private readonly Dictionary<Type, Insertion> _insertions = [];

    /// <summary>Writes the rows in their order: what others point to comes before them, and has its number by then.</summary>
    /// <exception cref="DbUpdateException">A row could not be written; those before it are, and the caller undoes them.</exception>
    public void Write(IReadOnlyList<object> rows, SqliteTransaction transaction)
    {
        foreach (var row in rows)
        {
            try
            {
                Of(row.GetType()).Write(row, statements, transaction);
            }
            catch (SqliteException problem)
            {
                throw new DbUpdateException($"A {row.GetType().Name} could not be written.", problem);
            }
        }
    }

    private Insertion Of(Type type)
    {
        if (!_insertions.TryGetValue(type, out var insertion))
        {
            _insertions[type] = insertion = new(model.FindEntityType(type)!);
        }

        return insertion;
    }

    /// <summary>How a row of one table is written.</summary>
    private sealed class Insertion
    {
        private readonly Column[] _columns;
        private readonly IProperty _number;
        private readonly string _statement;

        public Insertion(IEntityType type)
        {
            _number = type.FindPrimaryKey()!.Properties.Single();
            _columns = [.. type.GetProperties().Where(property => property != _number).Select(property => new Column(property))];
            _statement = $"""
                INSERT INTO "{type.GetTableName()}" ({string.Join(", ", _columns.Select(column => $"\"{column.Property.GetColumnName()}\""))})
                VALUES ({string.Join(", ", _columns.Index().Select(column => $"@p{column.Index}"))})
                """;
        }

        public void Write(object row, PreparedStatements statements, SqliteTransaction transaction)
        {
            _number.PropertyInfo!.SetValue(row, statements.Insert(_statement, [.. _columns.Select(column => column.Take(row))], transaction));
        }
    }

    /// <summary>One column, and the row it points to where the property says so by object.</summary>
    private sealed class Column
    {
        private readonly PropertyInfo? _other;
        private readonly PropertyInfo? _othersNumber;
        private readonly PropertyInfo _value;
        private readonly ValueConverter? _converter;

        public Column(IProperty property)
        {
            (Property, _value, _converter) = (property, property.PropertyInfo!, property.GetTypeMapping().Converter);
            if (property.Name != nameof(ITenantOwned.MerchantId) && property.GetContainingForeignKeys().FirstOrDefault(key => key.DependentToPrincipal is not null) is { } pointer)
            {
                _other = pointer.DependentToPrincipal!.PropertyInfo;
                _othersNumber = pointer.PrincipalKey.Properties.First(key => key.Name != nameof(ITenantOwned.MerchantId)).PropertyInfo;
            }
        }

        public IProperty Property { get; }

        public object? Take(object row)
        {
            if (_other?.GetValue(row) is { } other)
            {
                _value.SetValue(row, _othersNumber!.GetValue(other));
            }

            return _converter is null ? _value.GetValue(row) : _converter.ConvertToProvider(_value.GetValue(row));
        }
    }
}
