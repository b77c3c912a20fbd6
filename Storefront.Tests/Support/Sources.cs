using System.Text.RegularExpressions;

namespace Storefront.Tests.Support;

/// <summary>The application's source files, as the rules read them.</summary>
public static partial class Sources
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<Source> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "Storefront"), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor")
            .Select(file => new Source(Path.GetRelativePath(Path.Combine(Root, "Storefront"), file).Replace('\\', '/'), File.ReadAllText(file)))
            .Where(source => !source.Path.StartsWith("obj/", StringComparison.Ordinal) && !source.Path.StartsWith("bin/", StringComparison.Ordinal)
                && !source.Path.Contains("/Migrations/", StringComparison.Ordinal)),
    ];

    /// <summary>The tests' own files, by path below Storefront.Tests.</summary>
    public static IEnumerable<Source> Tests => TestsIn("Storefront.Tests");

    /// <summary>The browser tests' files, by path below Storefront.E2E.</summary>
    public static IEnumerable<Source> BrowserTests => TestsIn("Storefront.E2E");

    private static IEnumerable<Source> TestsIn(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories)
        .Select(file => new Source(Path.GetRelativePath(Path.Combine(Root, project), file).Replace('\\', '/'), File.ReadAllText(file)))
        .Where(source => !source.Path.StartsWith("obj/", StringComparison.Ordinal) && !source.Path.StartsWith("bin/", StringComparison.Ordinal));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Storefront.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run below the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(
        "^(?<indent> *)(?<modifiers>(?:public|internal|private|protected|sealed|static|abstract|partial|readonly|file) )+(?:class|record "
            + "struct|record|struct|interface|enum) (?<name>\\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    internal static partial Regex TypePattern();

    [GeneratedRegex(
        "(?<!namespace )\\bStorefront\\.(?<layer>Admin|Features|Components|Platform|Domain)(?:\\.(?<part>\\w+))?", RegexOptions.ExplicitCapture)]
    internal static partial Regex NamePattern();

    [GeneratedRegex("\"(?:[^\"\\\\\\n]|\\\\.)*\"|//.*$", RegexOptions.Multiline)]
    internal static partial Regex TextPattern();
}

/// <summary>One source file: its path below the project, and its text.</summary>
public sealed record Source(string Path, string Text)
{
    public string Layer => Path.Split('/')[0];
    public string Part => Path.Split('/') is [_, var part, _, ..] ? part : "";

    /// <summary>The text without comments and without quoted text.</summary>
    public string Code { get; } = Sources.TextPattern().Replace(Text, "");

    public int Lines => Text.Count(character => character == '\n');

    /// <summary>The declared types, whether they are public, and whether they have a summary.</summary>
    public IEnumerable<(string Name, bool IsPublic, bool HasSummary, string Declaration)> Types =>
        Sources.TypePattern().Matches(Text).Select(match => (
        match.Groups["name"].Value,
        match.Value.Contains("public ", StringComparison.Ordinal) && match.Groups["indent"].Length == 0,
        Above(match.Index).StartsWith("///", StringComparison.Ordinal),
        match.Value));

    // The nearest line above a declaration that is not an attribute.
    private string Above(int index) =>
        Text[..index].Split('\n').Reverse().Skip(1).Select(line => line.Trim()).SkipWhile(line => line.StartsWith('[')).FirstOrDefault("");
}
