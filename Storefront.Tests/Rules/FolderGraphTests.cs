using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>The folders of Platform have no cycle of references (ADR 0001).</summary>
/// <remarks>The graph comes from the compiled program, so it does not depend on how a reference is written.</remarks>
public sealed class FolderGraphTests
{
    private const string Platform = "Storefront.Platform.";

    private static readonly ILookup<string, (string To, string Because)> Edges = TypeReferences.All
        .Select(pair => (From: FolderOf(pair.From), To: FolderOf(pair.To), Because: $"{pair.From.Name} knows {pair.To.Name}"))
        .Where(edge => edge is { From: not null, To: not null } && edge.From != edge.To)
        .ToLookup(edge => edge.From!, edge => (edge.To!, edge.Because));

    [Fact]
    public void The_folders_of_Platform_have_no_cycle() => Assert.Equal([], Edges
        .SelectMany(folder => folder.Where(edge => Reaches(edge.To, folder.Key)).Select(edge => $"{folder.Key} -> {edge.To}: {edge.Because}"))
        .Order(StringComparer.Ordinal));

    [Fact]
    public void The_graph_finds_known_references()
    {
        Assert.Contains("Persistence", Edges["Mail"].Select(edge => edge.To));
        Assert.Contains("Tenancy", Edges["Persistence"].Select(edge => edge.To));
        Assert.Contains("Api", Edges["Web"].Select(edge => edge.To));
        Assert.True(Edges.Count >= 10, "Too few folders were seen.");
    }

    private static bool Reaches(string from, string target)
    {
        var (seen, open) = (new HashSet<string> { from }, new Stack<string>([from]));
        while (open.TryPop(out var folder))
        {
            if (folder == target)
            {
                return true;
            }

            foreach (var (to, _) in Edges[folder].Where(edge => seen.Add(edge.To)))
            {
                open.Push(to);
            }
        }

        return false;
    }

    private static string? FolderOf(Type type) =>
        type.Namespace is { } name && name.StartsWith(Platform, StringComparison.Ordinal) ? name[Platform.Length..].Split('.')[0] : null;
}
