using System.Diagnostics;

namespace Storefront.Tests.Support;

/// <summary>Runs a program of the machine to its end.</summary>
internal static class ProgramRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs a program in a folder, and returns what it wrote and how it ended.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(string program, string folder, params string[] arguments) =>
        RunAsync(program, folder, [], arguments);

    /// <summary>The same, with these variables in its environment.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program, string folder, (string Name, string Value)[] variables, params string[] arguments)
    {
        using var process = Start(program, folder, variables, arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Starts a program whose output is read by the caller, who also ends it.</summary>
    public static Process Start(string program, string folder, (string Name, string Value)[] variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
