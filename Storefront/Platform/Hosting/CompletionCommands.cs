using System.CommandLine;

namespace Storefront.Platform.Hosting;

/// <summary>Prints a script that completes the operator's commands and options in a shell.</summary>
/// <remarks>The script holds the words itself, so that completing starts no program.</remarks>
internal sealed class CompletionCommands : IOperatorCommands
{
    public IEnumerable<Command> Build(OperatorConsole console)
    {
        yield return new Command("completion", "Completion of these commands in a shell")
        {
            console.OnAnyDatabase(new("bash", "Print the script for bash: source <(./Storefront completion bash)"), async (_, typed, output, _) =>
            {
                await output.WriteLineAsync(Script(typed.RootCommandResult.Command));
                return 0;
            }),
        };
    }

    private static string Script(Command root) => $$"""
        _storefront() {
          local word path=.
          declare -A next=(
        {{string.Join('\n', WordsOf(root, ".").Select(entry => $"    [\"{entry.Path}\"]=\"{entry.Words}\""))}}
          )
          for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
            [[ -v next["$path $word"] ]] && path+=" $word"
          done
          COMPREPLY=($(compgen -W "${next[$path]}" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -F _storefront Storefront ./Storefront
        """;

    private static IEnumerable<(string Path, string Words)> WordsOf(Command command, string path) =>
    [
        (path, string.Join(' ', command.Subcommands.Select(child => child.Name).Concat(command.Options.Select(option => option.Name)))),
        .. command.Subcommands.SelectMany(child => WordsOf(child, $"{path} {child.Name}")),
    ];
}
