using System.CommandLine;
using System.Globalization;
using Storefront.Platform.Mail.Outbox;

namespace Storefront.Platform.Hosting;

/// <summary>The operator commands for mail.</summary>
public sealed class MailCommands : IOperatorCommands
{
    public IEnumerable<Command> Build(OperatorConsole console)
    {
        var shown = new Option<long?>("--id") { Description = "The mail's number; without it, every mail that was set aside is listed" };
        var id = new Option<long>("--id") { Required = true, Description = "The mail's number" };
        yield return new Command("mails", "What is mailed")
        {
            console.Command(new("waiting", "Count what has not gone out, by merchant, with the last problem"), async (services, _, output, ct) =>
            {
                var backlog = await services.GetRequiredService<MailBacklog>().ReadAsync(ct);
                await output.WriteLineAsync(backlog.Count == 0 ? "Nothing." : string.Join(Environment.NewLine, backlog.Select(Line)));
                return 0;
            }),
            console.Command(new("show", "Show a mail that has not gone out, or list those that were set aside") { shown },
            (services, typed, output, ct) =>
                typed.GetValue(shown) is { } number ? ShowAsync(services, number, output, ct) : ListAsync(services, output, ct)),
            console.Command(new("retry", "Queue a mail that was set aside again, under the same Message-ID") { id },
            async (services, typed, output, ct) =>
                await AnswerAsync(
                    output, await services.GetRequiredService<ParkedMailStore>().RetryAsync(typed.GetValue(id), ct),
                    "It goes out within seconds, while the web server runs.",
                    "No mail of this number is set aside with its content: 'mails show' lists them. One without content can only be dropped.")),
            console.Command(new("drop", "Forget a mail that was set aside") { id }, async (services, typed, output, ct) =>
                await AnswerAsync(
                    output, await services.GetRequiredService<ParkedMailStore>().DropAsync(typed.GetValue(id), ct),
                    "Forgotten.",
                    "No mail of this number is set aside: 'mails show' lists them.")),
        };
    }

    private static async Task<int> ListAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        var parked = await services.GetRequiredService<ParkedMailStore>().ListAsync(ct);
        await output.WriteLineAsync(parked.Count == 0 ? "Nothing." : string.Join(Environment.NewLine, parked.Select(Line)));
        return 0;
    }

    private static async Task<int> ShowAsync(IServiceProvider services, long id, TextWriter output, CancellationToken ct)
    {
        var store = services.GetRequiredService<ParkedMailStore>();
        if (await store.FindAsync(id, ct) is not { } mail)
        {
            return await AnswerAsync(output, isDone: false, "", "No mail of this number waits or is set aside: 'mails show' lists what is.");
        }

        await output.WriteLineAsync($"""
            merchant:   {mail.MerchantId}
            kind:       {mail.Kind} ({mail.Language})
            to:         {store.RecipientOf(mail)}
            message-id: {mail.MessageId}
            promised:   {Time(mail.CreatedAt)}
            state:      {(mail.State == OutboxState.Parked ? "set aside" : $"waiting, next try {Time(mail.NextAttemptAt)}")}
            tries:      {mail.Attempts}, handed over without a final answer: {mail.Unanswered}
            reason:     {mail.LastProblem}
            """);
        return 0;
    }

    private static async Task<int> AnswerAsync(TextWriter output, bool isDone, string done, string refused)
    {
        await output.WriteLineAsync(isDone ? done : refused);
        return isDone ? 0 : 1;
    }

    private static string Line(OutboxMail mail) => $"{mail.Id}\t{mail.MerchantId}\t{mail.Kind}\t{Time(mail.CreatedAt)}\t{mail.LastProblem}";

    private static string Line(UnsentMail mail) => string.Create(CultureInfo.InvariantCulture,
        $"{mail.MerchantId}\t{mail.MerchantName}\t{mail.Waiting} waiting{(mail.Since is { } since ? $" since {Time(since)}" : "")}\t{mail.GivenUp} "
            + $"given up\t{mail.LastProblem}");

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
