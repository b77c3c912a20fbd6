using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Hosting;

/// <summary>bash completes the operator's commands, with words that the script holds itself.</summary>
[Trait("Storage", "Sqlite")]
public sealed class CompletionTests
{
    [Theory]
    [InlineData("mer", "merchants")]
    [InlineData("merchants ho", "hosts")]
    [InlineData("merchants hosts p", "primary")]
    [InlineData("merchants add --name Cedar --h", "--host")]
    [InlineData("database backup --t", "--to")]
    [InlineData("nonsense mer", "merchants")]
    public async Task Commands_and_options_are_completed(string typed, string expected)
    {
        await using var platform = new TestPlatform();
        var script = await platform.CommandAsync("completion", "bash");
        var words = string.Join(' ', typed.Split(' ').Select(word => $"'{word}'"));

        var (exitCode, output) = await ProgramRun.RunAsync("bash", Path.GetTempPath(), "-c", $$"""
            {{script}}
            COMP_WORDS=(Storefront {{words}}); COMP_CWORD={{typed.Split(' ').Length}}
            _storefront; echo "${COMPREPLY[*]}"
            """);

        Assert.Equal((0, expected), (exitCode, output.Trim().Split(' ')[0]));
    }
}
