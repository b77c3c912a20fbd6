using System.CommandLine;
using System.Globalization;
using Storefront.Platform.Batches;
using Storefront.Platform.Callers;
using Storefront.Platform.Hosting;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>The operator commands for batches of invitations.</summary>
public sealed class JobCommands : IOperatorCommands
{
    public IEnumerable<Command> Build(OperatorConsole console)
    {
        var merchant = new Option<long>("--merchant") { Required = true, Description = "The merchant's number" };
        var id = new Option<long>("--id") { Required = true, Description = "The batch's number" };
        var of = new Option<long?>("--merchant") { Description = "Only this merchant's" };
        yield return new Command("jobs", "Batches of invitations and reminders")
        {
            console.Command(new("list", "List the newest 100, with how far each is") { of }, (services, typed, output, ct) =>
                ListAsync(services.GetRequiredService<BatchList>(), typed.GetValue(of), output, ct)),
            console.Command(new("cancel", "Cancel a batch, and withdraw what it has not mailed") { merchant, id }, (services, typed, output, ct) =>
                CancelAsync(services, typed.GetValue(merchant), typed.GetValue(id), output, ct)),
        };
    }

    private static async Task<int> ListAsync(BatchList jobs, long? merchantId, TextWriter output, CancellationToken ct)
    {
        var batches = await jobs.ReadAsync(merchantId, ct);
        await output.WriteLineAsync(batches.Count == 0 ? "Nothing." : string.Join(Environment.NewLine, batches.Select(Line)));
        return 0;
    }

    // By the merchant's own operation, so that it is refused and recorded as there.
    private static async Task<int> CancelAsync(IServiceProvider services, long merchantId, long id, TextWriter output, CancellationToken ct)
    {
        if (await services.GetRequiredService<IMerchantStore>().FindByIdAsync(merchantId, ct) is not { } merchant)
        {
            await output.WriteLineAsync("There is no such merchant.");
            return 1;
        }

        services.GetRequiredService<CurrentMerchant>().Set(merchant);
        var caller = new Caller { Merchant = merchant, ClientAddress = "operator", Abilities = new(ControlBatch.Needs.Name) };
        var cancelled = await services.GetRequiredService<ControlBatch>().RunAsync(caller, new() { BatchId = id }, BatchCommand.Cancel, ct);
        return cancelled.Report(output, batch => $"Batch {batch.Id} is cancelled; the web server withdraws what has not been mailed.");
    }

    private static string Line(InvitationBatch batch) => string.Create(CultureInfo.InvariantCulture,
        $"{batch.Id}\t{batch.MerchantId}\t{batch.Kind}\t{batch.Status}\t{batch.Done}/{batch.Total}\t"
            + $"{batch.CreatedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\t{batch.Reason}");
}
