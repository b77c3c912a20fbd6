namespace Storefront.Domain.Merchants;

/// <summary>The abilities of a token, stored as comma-separated names; <c>*</c> stands for those of <see cref="Ability.UnderEverything"/>
/// only.</summary>
public sealed record AbilitySet(string Names)
{
    private const string Everything = "*";

    public static readonly AbilitySet None = new("");
    public static readonly AbilitySet All = new(Everything);

    /// <summary>Every ability, by <c>*</c> and by name.</summary>
    public static readonly AbilitySet Complete = new(string.Join(',', [Everything, .. Ability.ByNameOnly.Select(ability => ability.Name)]));

    private string[] Parts => Names.Split(',');

    /// <summary>The names as they were given.</summary>
    public IReadOnlyList<string> Given => Parts;

    public bool Contains(Ability ability) =>
        Parts.Contains(ability.Name, StringComparer.Ordinal)
            || (Parts.Contains(Everything, StringComparer.Ordinal) && Ability.UnderEverything.Contains(ability));

    /// <summary>Whether the other set allows nothing that this one does not, now and after <c>*</c> has grown.</summary>
    public bool Covers(AbilitySet other) =>
        !other.Spelled().Except(Spelled(), StringComparer.Ordinal).Any()
            && (!other.Parts.Contains(Everything, StringComparer.Ordinal) || Parts.Contains(Everything, StringComparer.Ordinal));

    /// <summary>The names of every ability in the set, with <c>*</c> expanded.</summary>
    public IReadOnlyList<string> Spelled() => [.. Ability.All.Where(Contains).Select(ability => ability.Name)];

    /// <summary>Parses an operator's input. An unknown name is an error, so that a typing error never makes a weaker or stronger
    /// token.</summary>
    public static Sentence? Check(string? text, out AbilitySet abilities)
    {
        var names = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)
            .ToList();
        abilities = new AbilitySet(string.Join(",", names));
        var unknown = names.Where(name => name != Everything && Ability.All.All(known => known.Name != name)).ToList();
        return (names.Count, unknown.Count) switch
        {
            (0, _) => "Name at least one ability.",
            (_, > 0) => new Sentence(
                "Unknown ability: {0}. Known: {1}.", string.Join(", ", unknown),
                string.Join(", ", Ability.All.Select(known => known.Name).Append(Everything))),
            _ => null,
        };
    }
}
