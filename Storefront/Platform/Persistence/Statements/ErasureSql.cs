using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Storefront.Platform.Persistence.Mappings;

namespace Storefront.Platform.Persistence.Statements;

/// <summary>The part of an UPDATE that removes personal data from a row.</summary>
internal static class ErasureSql
{
    /// <summary>Sets every column of these classes to null, or to the empty value of a required column.</summary>
    public static string Blanks(IReadOnlyEntityType entity, params ErasureClass[] classes) => string.Join(", ", entity.GetProperties()
        .Where(column => classes.Contains(ColumnRule.Of(column)!.Class))
        .Select(column => $"\"{column.GetColumnName()}\" = {column.GetRelationalTypeMapping().GenerateSqlLiteral(Blank(column))}"));

    private static object? Blank(IReadOnlyProperty column) => column switch
    {
        { IsNullable: true } => null,
        _ when column.ClrType == typeof(string) => "",
        _ when column.ClrType == typeof(PostalAddress) => new PostalAddress(),
        _ => throw new InvalidOperationException($"{column.DeclaringType.ClrType.Name}.{column.Name} cannot be masked."),
    };
}
