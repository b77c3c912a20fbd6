namespace Storefront.Domain.Merchants;

/// <summary>The abilities of a token, kept as the comma-separated names or <c>*</c> for all there are and will be.</summary>
public sealed record AbilitySet(string Names)
{
    private const string Everything = "*";

    public static readonly AbilitySet None = new("");
    public static readonly AbilitySet All = new(Everything);

    public bool Contains(Ability ability) => Names == Everything || Names.Split(',').Contains(ability.Name, StringComparer.Ordinal);

    /// <summary>Reads what an operator typed; an unknown name is a problem, so that a typing error never makes a weaker or stronger token.</summary>
    public static Sentence? Check(string? text, out AbilitySet abilities)
    {
        var names = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        abilities = names.Contains(Everything) ? All : new AbilitySet(string.Join(",", names));
        var unknown = names.Where(name => name != Everything && Ability.All.All(known => known.Name != name)).ToList();
        return (names.Count, unknown.Count) switch
        {
            (0, _) => "Name at least one ability.",
            (_, > 0) => new Sentence("Unknown ability: {0}. Known: {1}.", string.Join(", ", unknown), string.Join(", ", Ability.All.Select(known => known.Name).Append(Everything))),
            _ => null,
        };
    }
}
