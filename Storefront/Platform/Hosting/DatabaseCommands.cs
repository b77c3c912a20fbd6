using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Storefront.Platform.Erasure;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Sqlite;
using Storefront.Platform.Results;

namespace Storefront.Platform.Hosting;

/// <summary>The operator commands for the database.</summary>
public sealed class DatabaseCommands : IOperatorCommands
{
    private const int MaxTruncations = 25;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public IEnumerable<Command> Build(OperatorConsole console)
    {
        var to = new Option<string>("--to") { Required = true, Description = "A new file, or a folder in which the file is named by the time" };
        var from = new Option<string>("--from") { Required = true, Description = "The backup's file" };
        yield return new Command("database", "The database")
        {
            console.OnAnyDatabase(new("migrate", "Create the database or bring it up to date"), async (services, _, output, ct) =>
            {
                var applied = await services.GetRequiredService<DatabaseStart>().MigrateAsync(ct);
                await output.WriteLineAsync(applied == 0 ? "The database is up to date." : $"Applied {applied} migrations.");
                return 0;
            }),
            console.Command(new("backup", "Write a verified copy, also while the web server runs (SQLite)") { to }, (services, typed, output, ct) =>
                BackUpAsync(services, Path.GetFullPath(typed.GetValue(to)!), output, ct)),
            console.OnAnyDatabase(
                new("restore", "Put a backup in the database's place and repeat every erasure since (SQLite)") { from },
                (services, typed, output, ct) => RestoreAsync(services, Path.GetFullPath(typed.GetValue(from)!), output, ct)),
            console.Command(new("check", "Read every page, the key ring and the erasure journal"), (services, _, output, ct) =>
                CheckAsync(services, output, ct)),
        };
    }

    private static async Task<int> BackUpAsync(IServiceProvider services, string to, TextWriter output, CancellationToken ct)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var file = Directory.Exists(to)
            ? Path.Combine(to, string.Create(CultureInfo.InvariantCulture, $"storefront-{now:yyyyMMdd'T'HHmmss'Z'}.db"))
            : to;
        await services.GetRequiredService<SqliteBackup>().WriteAsync(file, ct);
        services.GetRequiredService<BackupStamp>().Note();
        await output.WriteLineAsync($"""
            Written and verified: {file}
            Keep apart from it: {services.GetRequiredService<ErasureJournal>().Folder} (the erasure journal) and the file of Keys:CertificateFile.
            """);
        return 0;
    }

    private static async Task<int> RestoreAsync(IServiceProvider services, string from, TextWriter output, CancellationToken ct)
    {
        var former = await services.GetRequiredService<SqliteBackup>()
            .RestoreAsync(from, services.GetRequiredService<TimeProvider>().GetUtcNow(), ct);
        var start = services.GetRequiredService<DatabaseStart>();
        await start.MigrateAsync(ct);
        await start.CheckAsync(ct);
        CheckKey(services);
        var repeated = await services.GetRequiredService<ErasureReplay>().RunAsync(ct);
        await TruncateAsync(services.GetRequiredService<WalTruncator>(), ct);
        await output.WriteLineAsync($"Restored. Erasures since the backup that were repeated: {repeated}.");
        if (former is not null)
        {
            await output.WriteLineAsync($"The former database is {former}: delete it once nobody needs it, since no later erasure reaches it.");
        }

        return 0;
    }

    private static async Task<int> CheckAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        if (services.GetRequiredService<SqliteBackup>().DatabaseFile is { } file)
        {
            await SqliteBackup.VerifyAsync(file, ct);
        }

        CheckKey(services);
        var missing = await services.GetRequiredService<ErasureReplay>().CountMissingAsync(ct);
        await output.WriteLineAsync(missing == 0
            ? "The database is whole, its keys can be read, and it knows every erasure of the journal."
            : $"The database does not know {missing} erasures of the journal: the next start of the web server repeats them.");
        return missing == 0 ? 0 : 1;
    }

    private static void CheckKey(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<AddressHasher>().Protect();
        }
        catch (CryptographicException)
        {
            throw new StartRefusedException("The keys in the database cannot be read: restore the file of Keys:CertificateFile too.");
        }
    }

    private static async Task TruncateAsync(WalTruncator truncator, CancellationToken ct)
    {
        for (var attempt = 0; attempt < MaxTruncations && !await truncator.TryTruncateAsync(ct); attempt++)
        {
            await Task.Delay(Pause, ct);
        }
    }
}
