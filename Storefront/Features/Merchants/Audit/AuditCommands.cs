using System.CommandLine;
using System.Globalization;
using Storefront.Platform.Hosting;

namespace Storefront.Features.Merchants.Audit;

/// <summary>The operator's command that lists a merchant's audit trail.</summary>
public sealed class AuditCommands : IOperatorCommands
{
    private const int Page = 50;

    public IEnumerable<Command> Build(OperatorConsole console)
    {
        var merchant = new Option<long>("--merchant") { Required = true, Description = "The merchant's number" };
        var subject = new Option<Guid?>("--subject") { Description = "Only about this random number" };
        var take = new Option<int>("--take") { DefaultValueFactory = _ => Page, Description = $"How many, at most {ListAuditEntries.Most}" };
        var before = new Option<long?>("--before") { Description = "Only entries before this one: the last of a page leads to the next" };
        yield return new Command("audit", "What happened, without names")
        {
            console.Command(new("list", "List it, newest first") { merchant, subject, take, before }, async (services, typed, output, ct) =>
                (await services.GetRequiredService<ListAuditEntries>().RunAsync(
                    new(typed.GetValue(merchant), typed.GetValue(subject), typed.GetValue(take), typed.GetValue(before)), ct))
                .Report(output, entries => entries.Length == 0 ? "Nothing." : string.Join(Environment.NewLine, entries.Select(Line)))),
        };
    }

    private static string Line(AuditEntry entry) => string.Create(CultureInfo.InvariantCulture,
        $"{entry.Id}\t{entry.At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\t{entry.Action}\t"
            + $"{(entry.SubjectId == Guid.Empty ? "the shop" : entry.SubjectId)}\t{entry.Facts}");
}
