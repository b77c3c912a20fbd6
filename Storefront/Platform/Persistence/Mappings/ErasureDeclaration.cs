using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Platform.Persistence.Mappings;

/// <summary>Declares, beside a table's mapping, what erasing a customer does with each of its columns (ADR 0011).</summary>
/// <remarks>Every column is named in exactly one of these lines. Rows whose reference is erased are deleted with the customer; rows whose
/// reference is unlinked stay.</remarks>
internal sealed class ErasureDeclaration<T>(EntityTypeBuilder<T> table)
    where T : class
{
    public ErasureDeclaration<T> Erase(Expression<Func<T, object?>> columns) => Declare(columns, new(ErasureClass.Erase));

    public ErasureDeclaration<T> Mask(Expression<Func<T, object?>> columns) => Declare(columns, new(ErasureClass.Mask));

    public ErasureDeclaration<T> Unlink(Expression<Func<T, object?>> columns) => Declare(columns, new(ErasureClass.Unlink));

    /// <summary>Keeps columns on a legal ground; the book year is that of the time in <paramref name="began"/>.</summary>
    public ErasureDeclaration<T> KeepUntil(RetentionGround ground, Expression<Func<T, object?>> began, Expression<Func<T, object?>> columns)
    {
        table.HasAnnotation(ColumnRule.BeganAnnotation, Names(began).Single());
        return Declare(columns, new(ErasureClass.KeepUntil, ground));
    }

    public ErasureDeclaration<T> NotPersonal(Expression<Func<T, object?>> columns) => Declare(columns, new(ErasureClass.NotPersonal));

    private ErasureDeclaration<T> Declare(Expression<Func<T, object?>> columns, ColumnRule rule)
    {
        foreach (var name in Names(columns))
        {
            var column = table.Metadata.FindProperty(name) ?? throw new InvalidOperationException($"{typeof(T).Name}.{name} is no column.");
            if (ColumnRule.Of(column) is { } other)
            {
                throw new InvalidOperationException($"{typeof(T).Name}.{name} is declared twice: {other} and {rule}.");
            }

            table.Property(name).HasAnnotation(ColumnRule.Annotation, rule.ToString());
        }

        return this;
    }

    private static IEnumerable<string> Names(Expression<Func<T, object?>> columns) => columns.Body switch
    {
        NewExpression several => several.Arguments.Select(Name),
        var single => [Name(single)],
    };

    private static string Name(Expression column) => column switch
    {
        MemberExpression member => member.Member.Name,
        UnaryExpression { Operand: MemberExpression member } => member.Member.Name,
        _ => throw new ArgumentException($"{column} is no column.", nameof(column)),
    };
}

/// <summary>Opens the declaration of a table.</summary>
internal static class ErasureDeclarations
{
    /// <param name="table">The table.</param>
    /// <param name="kind">The word for its rows in preview and receipt; null when they belong to no person.</param>
    public static ErasureDeclaration<T> OnErasure<T>(this EntityTypeBuilder<T> table, string? kind = null)
        where T : class
    {
        if (kind is not null)
        {
            table.HasAnnotation(ColumnRule.KindAnnotation, kind);
        }

        return new(table);
    }
}
