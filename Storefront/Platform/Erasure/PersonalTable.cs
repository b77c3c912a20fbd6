using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Storefront.Platform.Persistence.Mappings;
using Storefront.Platform.Persistence.Statements;

namespace Storefront.Platform.Erasure;

/// <summary>A table with rows of customers, and the rules its mapping declares.</summary>
/// <remarks>It refuses a model with an undeclared column, so that a deletion that would miss one fails in its test.</remarks>
public sealed class PersonalTable
{
    private static readonly ConditionalWeakTable<IReadOnlyModel, IReadOnlyList<PersonalTable>> Known = [];

    /// <summary>Personal rows without a reference to a customer: the plan finds them by the hash of the address.</summary>
    private static readonly Type[] ByHash = [typeof(AttemptCounter), typeof(Suppression)];
    private readonly IReadOnlyEntityType _entity;

    private PersonalTable(IReadOnlyEntityType entity, IReadOnlyProperty link)
    {
        _entity = entity;
        Link = link;
        Erased = new(entity, link);
        Kind = entity[ColumnRule.KindAnnotation] as string ?? throw Open($"{entity.ClrType.Name} has rows of customers and no word for them");
        Stays = ColumnRule.Of(link)!.Class switch
        {
            ErasureClass.Erase => false,
            ErasureClass.Unlink when typeof(IOutlivesCustomer).IsAssignableFrom(entity.ClrType) => true,
            ErasureClass.Unlink => throw Open($"{entity.ClrType.Name} stays and does not say how ({nameof(IOutlivesCustomer)})"),
            _ => throw Open($"{entity.ClrType.Name}.{link.Name} leads to a customer and is neither erased nor unlinked"),
        };
        if (!Stays && Columns(ErasureClass.Mask).Concat(Columns(ErasureClass.KeepUntil)).FirstOrDefault() is { } kept)
        {
            throw Open($"{entity.ClrType.Name}.{kept.Name} would be kept in a row that goes");
        }

        if (Stays && Columns(ErasureClass.Erase).FirstOrDefault() is { } erased)
        {
            throw Open($"{entity.ClrType.Name}.{erased.Name} would be erased in a row that stays");
        }

        if (Stays)
        {
            Ground = Columns(ErasureClass.KeepUntil).Select(column => ColumnRule.Of(column)!.Ground!).Distinct().Single();
            Kept = new(entity, (string)entity[ColumnRule.BeganAnnotation]!);
        }
    }

    /// <summary>The word for the rows in preview and receipt.</summary>
    public string Kind { get; }

    public Type RowType => _entity.ClrType;

    /// <summary>The column that identifies the customer.</summary>
    public IReadOnlyProperty Link { get; }

    /// <summary>How a customer's rows are counted and deleted.</summary>
    internal ErasedRowStatements Erased { get; }

    /// <summary>Whether the rows outlive the customer.</summary>
    public bool Stays { get; }

    /// <summary>The ground for keeping them; only for rows that stay.</summary>
    public RetentionGround Ground { get => field ?? throw new InvalidOperationException($"Of the {Kind} none is kept."); }

    /// <summary>How they are counted, unlinked and masked; only for rows that stay.</summary>
    internal KeptRowStatements? Kept { get; }

    public IEnumerable<IReadOnlyProperty> Columns(ErasureClass @class) =>
        _entity.GetProperties().Where(column => ColumnRule.Of(column)?.Class == @class);

    /// <summary>Every table with rows of customers, in an executable order: referring rows before the rows they refer to.</summary>
    public static IReadOnlyList<PersonalTable> AllOf(IReadOnlyModel model) => Known.GetValue(model, Read);

    private static IReadOnlyList<PersonalTable> Read(IReadOnlyModel model)
    {
        // By name, so that preview and receipt have the same order wherever a row type is declared.
        var entities = model.GetEntityTypes().OrderBy(entity => entity.ClrType.Name, StringComparer.Ordinal).ToList();
        if (entities.SelectMany(entity => entity.GetProperties()).FirstOrDefault(column => ColumnRule.Of(column) is null) is { } open)
        {
            throw Open($"{open.DeclaringType.ClrType.Name}.{open.Name} has no class");
        }

        var links = entities.Select(entity => (Entity: entity, Link: LinkOf(entity))).ToList();
        if (links.FirstOrDefault(
            table => table.Link is null && !ByHash.Contains(table.Entity.ClrType) && IsPersonal(table.Entity)).Entity is { } lost)
        {
            throw Open($"{lost.ClrType.Name} holds personal columns and nothing leads from a customer to them");
        }

        return Ordered([.. links.Where(table => table.Link is not null).Select(table => new PersonalTable(table.Entity, table.Link!))]);
    }

    // The customer's own key, or the column that references it. The merchant's number is part of both and identifies nobody.
    private static IReadOnlyProperty? LinkOf(IReadOnlyEntityType entity) => entity.ClrType == typeof(Customer)
        ? entity.FindProperty(nameof(Customer.Id))
        : entity.GetForeignKeys().Where(key => key.PrincipalEntityType.ClrType == typeof(Customer))
            .SelectMany(key => key.Properties).SingleOrDefault(column => column.Name != nameof(ITenantOwned.MerchantId));

    private static bool IsPersonal(IReadOnlyEntityType entity) =>
        entity.GetProperties().Any(column => ColumnRule.Of(column)!.Class != ErasureClass.NotPersonal);

    private static List<PersonalTable> Ordered(List<PersonalTable> open)
    {
        var ordered = new List<PersonalTable>();
        while (open.Count > 0)
        {
            var next = open.First(table =>
                !open.Any(other => other != table && other._entity.GetForeignKeys().Any(key => key.PrincipalEntityType == table._entity)));
            open.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    private static InvalidOperationException Open(string what) => new($"The erasure plan is not complete: {what}.");
}
