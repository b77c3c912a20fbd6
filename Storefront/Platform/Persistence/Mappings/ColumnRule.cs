using Microsoft.EntityFrameworkCore.Metadata;

namespace Storefront.Platform.Persistence.Mappings;

/// <summary>What erasing a customer does with a column.</summary>
public enum ErasureClass
{
    /// <summary>Deleted with its row.</summary>
    Erase,

    /// <summary>The row stays without this value: overwritten at once.</summary>
    Mask,

    /// <summary>The row stays without the reference to the customer.</summary>
    Unlink,

    /// <summary>The row stays with this value, because the law requires it: overwritten when the retention term ends.</summary>
    KeepUntil,

    /// <summary>Not personal data of a shopper.</summary>
    NotPersonal,
}

/// <summary>The erasure class of one column as its mapping declares it, and the ground of a kept one.</summary>
/// <remarks>It is a model annotation, so that everything that walks the model finds it. It is text, because the migrations' snapshots
/// contain it.</remarks>
public sealed record ColumnRule(ErasureClass Class, RetentionGround? Ground = null)
{
    public const string Annotation = "Erasure";

    /// <summary>Annotates a table with the word for its rows, if they belong to a person.</summary>
    public const string KindAnnotation = "ErasureKind";

    /// <summary>Annotates a table with the column from which its retention term counts.</summary>
    public const string BeganAnnotation = "ErasureBegan";

    /// <summary>The class of a column, or null when none is declared.</summary>
    public static ColumnRule? Of(IReadOnlyProperty column) => (column[Annotation] as string)?.Split(':') switch
    {
        null => null,
        [var name] => new(Enum.Parse<ErasureClass>(name)),
        var named => new(Enum.Parse<ErasureClass>(named[0]), RetentionGround.Named(named[1])),
    };

    public override string ToString() => Ground is null ? $"{Class}" : $"{Class}:{Ground.Name}";
}
