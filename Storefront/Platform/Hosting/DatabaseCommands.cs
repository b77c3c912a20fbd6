using System.CommandLine;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Hosting;

/// <summary>The operator commands for the database.</summary>
public sealed class DatabaseCommands : IOperatorCommands
{
    public IEnumerable<Command> Build(OperatorConsole console)
    {
        yield return new Command("database", "The database")
        {
            console.OnAnyDatabase(new("migrate", "Create the database or bring it up to date"), async (services, _, output, ct) =>
            {
                var applied = await services.GetRequiredService<DatabaseStart>().MigrateAsync(ct);
                await output.WriteLineAsync(applied == 0 ? "The database is up to date." : $"Applied {applied} migrations.");
                return 0;
            }),
        };
    }
}
