using Microsoft.EntityFrameworkCore.Metadata;

namespace Storefront.Platform.Persistence.Mappings;

/// <summary>What erasing a person does with a column.</summary>
public enum ErasureClass
{
    /// <summary>It goes, with its row.</summary>
    Erase,

    /// <summary>The row stays and nothing needs this of the person: overwritten at once.</summary>
    Mask,

    /// <summary>The row stays and no longer leads to the person.</summary>
    Unlink,

    /// <summary>The row stays and the law wants this of the person: overwritten when the term is over.</summary>
    KeepUntil,

    /// <summary>Says nothing about a shopper.</summary>
    NotPersonal,
}

/// <summary>The class of one column as its mapping declares it, and for what is kept the ground.</summary>
/// <remarks>It is an annotation of the model, so that whoever walks the model finds it; as a text, because the migrations' snapshots hold it too.</remarks>
public sealed record ColumnRule(ErasureClass Class, RetentionGround? Ground = null)
{
    public const string Annotation = "Erasure";

    /// <summary>Annotates a table with the word for its rows, where they are somebody's.</summary>
    public const string KindAnnotation = "ErasureKind";

    /// <summary>Annotates a table with the column at which the term of what it keeps begins.</summary>
    public const string BeganAnnotation = "ErasureBegan";

    /// <summary>The rule of a column, or null when nobody has declared one.</summary>
    public static ColumnRule? Of(IReadOnlyProperty column) => (column[Annotation] as string)?.Split(':') switch
    {
        null => null,
        [var name] => new(Enum.Parse<ErasureClass>(name)),
        var named => new(Enum.Parse<ErasureClass>(named[0]), RetentionGround.Named(named[1])),
    };

    public override string ToString() => Ground is null ? $"{Class}" : $"{Class}:{Ground.Name}";
}
