using System.Globalization;
using System.Text;

namespace Load;

/// <summary>Writes the results as Markdown: tables of medians, and the limit of each operation.</summary>
internal sealed class Report(BenchOptions options, Results results, Facts facts)
{
    private readonly StringBuilder _text = new();

    private string Seconds => options.Time.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    public string Write()
    {
        Say($"""
            # Performance

            Measured on {TimeProvider.System.GetUtcNow():yyyy-MM-dd} by `bench/run{(options.Quick ? " --quick" : "")}` on a shared machine
            with {Machine()}, the load tool on the same cores. Every line is the median of {options.Rounds} rounds of {Seconds} s
            (three times as many where passwords are hashed). All programs of a table take turns. Only the measured one runs,
            and it is warmed up until its runtime stops recompiling. Absolute figures vary between runs; compare the ratios.
            "CPU" is processor time of the server for one request. Writes are durable (WAL, `synchronous=FULL`). Rates are requests a second.

            "Plain Identity" is the app in `bench/Baseline`: ASP.NET Core Identity with its defaults (100 000 iterations), EF Core, SQLite, Blazor
            pages, as most people would write it. It has no session rows, tenants, rate limits, audit trail or outbox.
            """);
        Table("Writing", [Names.Invite16, Names.Invite64], Names.CommitLimit, "64 rows a commit");
        Table("Passwords", [Names.Accept, Names.SignIn, Names.Delete], Names.HashLimit, Names.OurRounds);
        Table(
            "Reading",
            [Names.Profile16, Names.Profile64, Names.AccountPage, Names.SignInPage16, Names.SignInPage64, Names.AcceptPage, Names.FirstOpening],
            Names.EmptyPage, "Kestrel");
        Limits();
        Storms();
        Growth();
        Singles();
        Say(Bounds.Text);
        return _text.ToString().TrimEnd() + "\n";
    }

    private static string Machine()
    {
        var kib =
            long.Parse(File.ReadLines("/proc/meminfo").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        return $"{Environment.ProcessorCount} cores and {Math.Round(kib / 1024.0 / 1024.0):0} GiB of memory";
    }

    private void Table(string title, string[] operations, string limit, string limitBy)
    {
        if (operations.All(operation => results.Of(operation, Contender.Storefront) is null))
        {
            return;
        }

        var most = results.Of(limit, limitBy);
        Say($"""

            ## {title}

            | operation | Storefront | p50 | p99 | CPU | plain Identity | p99 | CPU | ratio | share of the limit |
            |---|---|---|---|---|---|---|---|---|---|
            """);
        foreach (var operation in operations)
        {
            var (own, other) = (results.Of(operation, Contender.Storefront), results.Of(operation, Contender.Plain));
            if (own is not null)
            {
                Say($"| {operation} | {Rate(own)} | {Ms(own.P50)} | {Ms(own.P99)} | {Us(own)} | {Rate(other)} | "
                    + $"{(other is null ? "–" : Ms(other.P99))} | {Us(other)} "
                    + $"| {Ratio(own.Rate, other?.Rate)} | {Share(operation, own, most)} |");
            }
        }
    }

    private void Limits()
    {
        (string, string)[] limits = [
            (Names.CommitLimit, "one row a commit"), (Names.CommitLimit, "64 rows a commit"), (Names.HashLimit, Names.OurRounds),
            (Names.HashLimit, Names.TheirRounds), (Names.EmptyPage, "Kestrel")
        ];
        Rows("Limits of the machine", "| limit | by | a second |\n|---|---|---|", limits
            .Select(limit => (limit.Item1, limit.Item2, Measured: results.Of(limit.Item1, limit.Item2)))
            .Where(limit => limit.Measured is not null)
            .Select(limit => $"| {limit.Item1[7..]} | {limit.Item2} | {Rate(limit.Measured)} |"));
    }

    private void Storms() =>
        Rows("Reads while 32 connections sign in without pause",
        "| read | program | alone | beside sign-ins | ratio | p99 beside sign-ins |\n|---|---|---|---|---|---|",
        from operation in Names.Stormy
        from who in new[] { Contender.Storefront, Contender.Plain }
        let calm = results.Of(Names.BeforeStorm(operation), who)
        let stormy = results.Of(Names.InStorm(operation), who)
        where calm is not null && stormy is not null
        select $"| {operation} | {who} | {Rate(calm)} | {Rate(stormy)} | {Ratio(stormy.Rate, calm.Rate)} | {Ms(stormy.P99)} |");

    private void Growth() =>
        Rows($"From 1 000 customers of one merchant to {Grouped(options.Large.Customers)} of {Grouped(options.Large.Merchants)}",
        "| operation | small | large | times slower | CPU small | CPU large |\n|---|---|---|---|---|---|",
        from operation in Names.Growing
        let small = results.Of($"growth: {operation}", Names.Small)
        let large = results.Of($"growth: {operation}", Names.Large)
        where small is not null && large is not null
        select $"| {operation} | {Rate(small)} | {Rate(large)} | {Ratio(small.Rate, large.Rate)} | {Us(small)} | {Us(large)} |");

    private void Singles()
    {
        Rows(
            $"Pages 1 to 100 of lists of {Grouped(options.Large.Customers)} customers and as many invitations",
            "| list | p50 | p99 |\n|---|---|---|",
            facts.Lists.Select(list => $"| {list.List} | {Ms(list.P50)} | {Ms(list.P99)} |"));
        Rows("Known and unknown addresses", "| operation | known | unknown | ratio |\n|---|---|---|---|",
            facts.Timings.Select(timing => $"| {timing.What} | {Ms(timing.Known)} | {Ms(timing.Unknown)} | {Ratio(timing.Known, timing.Unknown)} |"));
        Rows(
            "Size of the pages", "| page | HTML | compressed |\n|---|---|---|",
            facts.Pages.Select(page => $"| {page.Page} | {Grouped(page.Plain)} bytes | {Grouped(page.Compressed)} bytes |"));
        Rows("The merchant's admin in a browser", "| what | measured |\n|---|---|", facts.Admin is not { } admin ? [] :
        [
            $"| first load, over the wire | {Grouped(admin.FirstLoadBytes / 1024)} KiB |",
            $"| from a click to the next page of invitations, median | {Ms(admin.ClickMs)} |",
            $"| memory of each of {admin.Circuits} open circuits | {Grouped(admin.KibibytesEach)} KiB |",
        ]);
        List<string> others = [];
        if (facts.MailsPerSecond > 0)
        {
            others.Add($"| mails into a fast server | {Grouped(facts.MailsPerSecond)} a second |");
        }

        if (facts.NeighboursMailsPerSecond > 0)
        {
            others.Add($"| mails of one merchant while the server does not answer another's | {Grouped(facts.NeighboursMailsPerSecond)} a second |");
        }

        if (facts.WebhooksPerSecond > 0)
        {
            others.Add($"| webhooks into a quick receiver while another does not answer | {Grouped(facts.WebhooksPerSecond)} a second |");
        }

        if (facts.Bulk.Count > 1)
        {
            others.Add(
                $"| {Grouped(Names.BulkRows)} customers of a file, in a batch | accepted in "
                    + $"{Grouped(Results.Median([.. facts.Bulk.Skip(1).Select(run => run.AcceptedMs)]))} ms, all invited in "
                        + $"{Grouped(Results.Median([.. facts.Bulk.Skip(1).Select(run => run.QueuedMs)]))} ms (first run of a process: "
                        + $"{Grouped(facts.Bulk[0].QueuedMs)} ms), at most {Grouped(facts.Bulk.Max(run => run.MiB))} MiB of managed memory; "
                        + $"single invitations meanwhile, p99: {Grouped(facts.Bulk.Skip(1).Max(run => run.SingleP99Ms))} ms |");
        }

        if (facts.Starts.Count > 0)
        {
            others.Add(
                $"| start of the published program to its first answer, existing database | {Grouped(Results.Median(facts.Starts))} ms (best "
                    + $"{Grouped(facts.Starts.Min())}, worst {Grouped(facts.Starts.Max())}) |");
        }

        others.AddRange(facts.Resident.Select(held => $"| resident memory after {held.Load} | {Grouped(held.MiB)} MiB |"));

        Rows("Mail, webhooks, bulk, start and memory", "| what | measured |\n|---|---|", others);
    }

    private void Rows(string title, string head, IEnumerable<string> rows)
    {
        if (rows.ToList() is { Count: > 0 } list)
        {
            Say($"\n## {title}\n\n{head}");
            list.ForEach(Say);
        }
    }

    private void Say(string line) => _text.Append(line).Append('\n');

    private static string Rate(Measured? measured) =>
        measured is null ? "–" : (measured.Rate >= 100 ? Grouped(measured.Rate) : measured.Rate.ToString("0.0", CultureInfo.InvariantCulture))
            + (measured.Failed > 0 ? $" ({measured.Failed} failed)" : "");

    private static string Ms(double milliseconds) => milliseconds.ToString(milliseconds < 10 ? "0.00" : "0", CultureInfo.InvariantCulture) + " ms";

    private static string Us(Measured? measured) => measured is null ? "–" : Grouped(measured.CpuMicros) + " µs";

    private static string Ratio(double one, double? other) => other is > 0 ? (one / other.Value).ToString("0.00", CultureInfo.InvariantCulture) : "–";

    private string Share(string operation, Measured own, Measured? most) =>
        results.ShareOfLimit(operation) is { } beside ? Ratio(beside, 1) : Ratio(own.Rate, most?.Rate);

    private static string Grouped(double number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');
}
