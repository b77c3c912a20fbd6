using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>Lines have at most 150 characters, in code and in documents. Generated migrations are exempt.</summary>
public sealed class LineLengthTests
{
    private const int Longest = 150;
    private static readonly string[] Folders = ["Storefront", "Storefront.Tests", "Storefront.E2E", "bench", "docs"];
    private static readonly string[] Extensions = [".cs", ".razor", ".md", ".http"];
    private static readonly string[] Generated = ["/bin/", "/obj/", "/Migrations/"];

    private static readonly string[] Files =
    [
        .. Directory.EnumerateFiles(Sources.Root, "*.md"),
        .. Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Sources.Root, folder), "*", SearchOption.AllDirectories))
            .Where(file => Extensions.Contains(Path.GetExtension(file)))
            .Where(file => !Generated.Any(part => file.Replace('\\', '/').Contains(part, StringComparison.Ordinal))),
    ];

    [Fact]
    public void No_line_is_longer_than_150_characters() => Assert.Equal([], TooLong(Files));

    [Fact]
    public void The_scan_detects_a_longer_line()
    {
        var file = Path.GetTempFileName();
        File.WriteAllLines(file, [new string('a', Longest), new string('b', Longest + 1)]);

        Assert.Equal([$"{Path.GetRelativePath(Sources.Root, file)}:2 has {Longest + 1} characters"], TooLong([file]));
        Assert.InRange(Files.Length, 500, 5000);

        File.Delete(file);
    }

    private static IEnumerable<string> TooLong(IEnumerable<string> files) =>
        from file in files
        from line in File.ReadLines(file).Index()
        where line.Item.Length > Longest
        select $"{Path.GetRelativePath(Sources.Root, file)}:{line.Index + 1} has {line.Item.Length} characters";
}
