using System.CommandLine;
using System.Globalization;
using Storefront.Platform.Erasure;
using Storefront.Platform.Hosting;
using Storefront.Platform.Persistence;

namespace Storefront.Features.Accounts.Deletion;

/// <summary>The operator command for data kept by law.</summary>
public sealed class RetentionCommands : IOperatorCommands
{
    private const int MaxAttempts = 25;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public IEnumerable<Command> Build(OperatorConsole console)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only count" };
        yield return new Command("retention", "What is kept for the law")
        {
            console.Command(new("run", "Mask the persons in orders whose term is over; the web server does so every hour") { dryRun },
            async (services, typed, output, ct) =>
            {
                var isDryRun = typed.GetValue(dryRun);
                foreach (var count in await services.GetRequiredService<Retention>().RunAsync(isDryRun, ct))
                {
                    await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                        $"{count.Merchant.Id}\t{count.Merchant.Name}\t{count.Kind}\t{count.Count} "
                            + $"{(isDryRun ? "to mask" : "masked")}\t{count.Ground}, {count.Merchant.Country}: kept from "
                                + $"{count.KeptSince:yyyy-MM-dd HH:mm}Z"));
                }

                return isDryRun || await TruncateAsync(services.GetRequiredService<WalTruncator>(), ct) ? 0 : await PutOffAsync(output);
            }),
        };
    }

    // Another process may be reading; overwritten values stay in the log until a checkpoint.
    private static async Task<bool> TruncateAsync(WalTruncator truncator, CancellationToken ct)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await truncator.TryTruncateAsync(ct))
            {
                return true;
            }

            await Task.Delay(Pause, ct);
        }

        return false;
    }

    private static async Task<int> PutOffAsync(TextWriter output)
    {
        await output.WriteLineAsync(
            "Masked, but other readers hold the write-ahead log, in which old values still stand. Run the command again, or restart the web server.");
        return 1;
    }
}
