using System.Diagnostics;
using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>The script ./test says early what it cannot do, and counts what it did not do as a failure.</summary>
public sealed class TestScriptTests : IDisposable
{
    // The machine's own programs that the script needs, and no other.
    private static readonly string[] Needed = ["bash", "dirname", "readlink", "getent", "cut", "mktemp", "sleep", "sed", "cat", "find",
        "grep", "sort", "basename", "rm"];
    private readonly DirectoryInfo _programs = Directory.CreateTempSubdirectory("test-script-");

    public TestScriptTests()
    {
        foreach (var program in Needed)
        {
            File.CreateSymbolicLink(
                Path.Combine(_programs.FullName, program),
                RequiresProgramFactAttribute.PathOf(program) ?? throw new InvalidOperationException($"No {program} on this machine."));
        }

        // No build, which would take minutes.
        Put("dotnet", "exit 1");
    }

    public void Dispose() => _programs.Delete(recursive: true);

    [Fact]
    public async Task Without_root_it_says_at_once_what_to_install_and_fails()
    {
        Put("id", "echo 1000");

        var (exitCode, lines) = await RunAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("minutes on two cores", lines[0], StringComparison.Ordinal);
        Assert.Contains(
            lines,
            line => line.Contains("sudo apt-get install chromium", StringComparison.Ordinal) && line.Contains("npm", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("Building", StringComparison.Ordinal));
        Assert.Equal("0 passed, 1 failed", lines[^1]);
    }

    [Fact]
    public async Task With_allow_skips_it_goes_on_without()
    {
        Put("id", "echo 1000");

        var (_, lines) = await RunAsync("--allow-skips");

        Assert.Contains(lines, line => line.Contains("Some suites will be skipped", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("Building", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lock_of_another_installation_is_waited_for()
    {
        Put("id", "echo 0");
        Put("debconf-set-selections", "cat > /dev/null");
        Put("apt-cache", "exit 1");
        Put("sleep", "echo waited >> \"$(dirname \"$0\")/waited\"");
        Put("apt-get", """
            echo "$*" >> "$(dirname "$0")/asked"
            case "$*" in *update*)
              [ -s "$(dirname "$0")/waited" ] || {
                echo "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 1 (unattended-upgr)" >&2
                exit 100
              } ;;
            esac
            """);

        var (_, lines) = await RunAsync();

        var asked = await File.ReadAllLinesAsync(Path.Combine(_programs.FullName, "asked"));
        Assert.Equal(2, asked.Count(line => line.EndsWith("update", StringComparison.Ordinal)));
        Assert.All(asked, line => Assert.Contains("DPkg::Lock::Timeout=", line, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("Building", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("3.2.57(1)-release")]
    [InlineData("4.4.20(1)-release")]
    [InlineData(null)]
    public async Task An_older_shell_is_told_what_is_needed(string? version)
    {
        // Another shell that says it is bash: what the script asks is the variable.
        var (exitCode, lines) = await RunAsync(RequiresProgramFactAttribute.PathOf("sh")!, version);

        Assert.Equal(1, exitCode);
        Assert.Contains("needs bash 5", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_option_is_told_apart()
    {
        var (exitCode, lines) = await RunAsync("--allow-skip");

        Assert.Equal((1, "Usage: ./test [--allow-skips]"), (exitCode, Assert.Single(lines)));
    }

    [Fact]
    public async Task A_pass_that_does_not_run_is_a_failure()
    {
        Put("id", "echo 1000");
        Put("dotnet", "exit 0");
        Put("initdb", "exit 0");

        var (exitCode, lines) = await RunAsync("--allow-skips");

        foreach (var pass in new[] { "Storefront.Tests", "Storefront.E2E", "Storefront.Tests.PostgreSql" })
        {
            Assert.Contains($"== FAILED: {pass} did not run", lines);
        }

        Assert.Equal((1, "0 passed, 3 failed"), (exitCode, lines[^1]));
    }

    private void Put(string name, string script)
    {
        var file = Path.Combine(_programs.FullName, name);
        File.Delete(file);
        File.WriteAllText(file, $"#!{Path.Combine(_programs.FullName, "bash")}\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        }
    }

    private Task<(int ExitCode, string[] Lines)> RunAsync(params string[] arguments) =>
        RunAsync(Path.Combine(_programs.FullName, "bash"), null, arguments);

    private async Task<(int ExitCode, string[] Lines)> RunAsync(string shell, string? version, params string[] arguments)
    {
        var start = new ProcessStartInfo(shell, [Path.Combine(Sources.Root, "test"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        start.Environment["PATH"] = _programs.FullName;
        start.Environment["BASH_VERSION"] = version;
        start.Environment.Remove("CHROMIUM");
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return (process.ExitCode, (await output + await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
