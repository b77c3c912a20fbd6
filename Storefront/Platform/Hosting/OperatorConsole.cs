using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Platform.Hosting;

/// <summary>A feature's operator commands.</summary>
public interface IOperatorCommands
{
    IEnumerable<Command> Build(OperatorConsole console);
}

/// <summary>Runs operator commands with the application's services instead of starting the web server.</summary>
public sealed class OperatorConsole(IServiceProvider services)
{
    /// <summary>Whether the arguments are a command or a request for help, rather than settings of the web server.</summary>
    public static bool IsCommand(string[] args) => args is [[not '-', ..] or "--help" or "-h" or "-?" or "--version", ..];

    /// <summary>Runs one command line and returns its exit code: 0 done, 1 refused or mistyped.</summary>
    public Task<int> RunAsync(string[] args, TextWriter output)
    {
        var root = new RootCommand("Storefront: customer accounts for many shops. Without a command the web server starts.");
        foreach (var command in services.GetServices<IOperatorCommands>().SelectMany(feature => feature.Build(this)))
        {
            root.Add(command);
        }

        return InvokeAsync(root.Parse(args), output);
    }

    /// <summary>Gives a command its work, with a scope of its own and an up-to-date database.</summary>
    public Command Command(Command command, Func<IServiceProvider, ParseResult, TextWriter, CancellationToken, Task<int>> work) =>
        OnAnyDatabase(command, async (provider, typed, output, ct) =>
        {
            await provider.GetRequiredService<DatabaseStart>().CheckAsync(ct);
            return await work(provider, typed, output, ct);
        });

    /// <summary>Gives a command its work, with a scope of its own and the database as it is.</summary>
    public Command OnAnyDatabase(Command command, Func<IServiceProvider, ParseResult, TextWriter, CancellationToken, Task<int>> work)
    {
        command.SetAction(async (typed, ct) =>
        {
            await using var scope = services.CreateAsyncScope();
            return await work(scope.ServiceProvider, typed, typed.InvocationConfiguration.Output, ct);
        });
        return command;
    }

    private static async Task<int> InvokeAsync(ParseResult typed, TextWriter output)
    {
        if (typed.Action is ParseErrorAction)
        {
            await output.WriteLineAsync(
                $"{string.Join(' ', typed.Errors.Select(error => error.Message))} '{NameOf(typed.CommandResult)}--help' says what there is.");
            return 1;
        }

        try
        {
            return await typed.InvokeAsync(new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false });
        }
        catch (Exception problem) when (OperatorErrorFormatter.InWords(problem) is { } sentence)
        {
            await output.WriteLineAsync(sentence);
            return 1;
        }
    }

    // Without the program's own name, which differs between installations.
    private static string NameOf(CommandResult command) => command.Parent is CommandResult parent ? $"{NameOf(parent)}{command.Command.Name} " : "";
}

/// <summary>Prints the result of a command.</summary>
public static class OperatorReport
{
    /// <summary>Prints the value, or every problem of the refusal; returns the exit code.</summary>
    public static int Report<T>(this Result<T> result, TextWriter output, Func<T, string> sentence)
    {
        if (result.Refusal is not { } refusal)
        {
            output.WriteLine(sentence(result.Value));
            return 0;
        }

        // An option is spelled with hyphens, a field of the API with underscores.
        foreach (var line in refusal.Errors.Count == 0
            ? [refusal.Message.English]
            : refusal.Errors.Select(error => $"{error.Key.Replace('_', '-')}: {error.Value.English}"))
        {
            output.WriteLine(line);
        }

        return 1;
    }
}
