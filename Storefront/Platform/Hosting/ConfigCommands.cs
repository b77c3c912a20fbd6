using System.CommandLine;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.KeyPerFile;

namespace Storefront.Platform.Hosting;

/// <summary>The operator command for settings: each one's value and source, and what is unsafe or unknown.</summary>
public sealed class ConfigCommands : IOperatorCommands
{
    public IEnumerable<Command> Build(OperatorConsole console)
    {
        yield return new Command("config", "Settings")
        {
            console.OnAnyDatabase(
                new("check", "Show every setting with its source, and say what is unsafe or unknown"),
                (services, _, output, _) => CheckAsync(
                    (IConfigurationRoot)services.GetRequiredService<IConfiguration>(), services.GetRequiredService<IHostEnvironment>(), output)),
        };
    }

    private static async Task<int> CheckAsync(IConfigurationRoot configuration, IHostEnvironment environment, TextWriter output)
    {
        foreach (var (key, value) in KnownSettings.In(configuration))
        {
            var shown = KnownSettings.IsSecret(key) ? "(secret)" : value;
            await output.WriteLineAsync($"{key}\t{shown}\t{SourceOf(configuration, key)}");
        }

        var problems = ConfigProblems.Find(configuration, environment);
        foreach (var problem in problems)
        {
            await output.WriteLineAsync($"{(problem.IsFatal ? "REFUSED" : "CAUTION")}: {problem.Text}");
        }

        await output.WriteLineAsync(problems.Count == 0 ? "Nothing is unsafe." : "");
        return problems.Any(problem => problem.IsFatal) ? 1 : 0;
    }

    private static string SourceOf(IConfigurationRoot configuration, string key) =>
        configuration.Providers.LastOrDefault(provider => provider.TryGet(key, out _)) switch
        {
            null => "default",
            JsonConfigurationProvider json => json.Source.Path ?? "a file",
            EnvironmentVariablesConfigurationProvider => "environment",
            CommandLineConfigurationProvider => "command line",
            KeyPerFileConfigurationProvider => "file of a secret",
            var other => other.GetType().Name,
        };
}
