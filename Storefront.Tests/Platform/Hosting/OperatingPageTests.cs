using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Hosting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Hosting;

/// <summary>The commands of docs/operating.md do what the page says, in its order.</summary>
[Trait("Storage", "Sqlite")]
public sealed partial class OperatingPageTests : IDisposable
{
    private const string Backups = "/var/backups/storefront";
    private static readonly string Page = File.ReadAllText(Path.Combine(Sources.Root, "docs", "operating.md"));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("operating-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Every_command_of_the_page_succeeds_in_its_order()
    {
        await using var platform = new TestPlatform
        {
            Settings = { ["Demo:Enabled"] = "false", ["Backup:Journal"] = Path.Combine(_folder.FullName, "journal") },
        };
        var console = platform.Services.GetRequiredService<OperatorConsole>();
        var ran = 0;
        foreach (var line in CommandPattern().Matches(Page).Select(match => match.Groups["line"].Value))
        {
            // The server of this test runs; the restore of a stopped one has its own test.
            string[] words = [.. WordPattern().Matches(line.Replace(Backups, _folder.FullName, StringComparison.Ordinal))
                .Select(word => word.Value.Trim('"'))];
            await using var output = new StringWriter();
            var exitCode = await console.RunAsync(words, output);

            if (line.StartsWith("database restore", StringComparison.Ordinal))
            {
                Assert.Equal((1, $"There is no file '{words[^1]}'.{Environment.NewLine}"), (exitCode, output.ToString()));
            }
            else if (HostPattern().IsMatch(line))
            {
                // No record proves the invented host, and there is one shop.
                Assert.Equal(1, exitCode);
                Assert.Matches("^(host: |There is no such merchant)", output.ToString());
            }
            else
            {
                // Nobody answers for an invented domain.
                Assert.True(exitCode == 0 || line.EndsWith("mail-domain check", StringComparison.Ordinal), $"{line}: {output}");
            }

            ran++;
        }

        Assert.InRange(ran, 20, 100);
        Assert.Single(_folder.GetFiles("storefront-*.db"));
    }

    [GeneratedRegex(@"^\./Storefront (?<line>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex CommandPattern();

    [GeneratedRegex("^merchants hosts (add|primary|remove|move) ")]
    private static partial Regex HostPattern();

    [GeneratedRegex(@"""[^""]*""|\S+")]
    private static partial Regex WordPattern();
}
