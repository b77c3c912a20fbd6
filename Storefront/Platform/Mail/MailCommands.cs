using System.CommandLine;
using System.Globalization;
using Storefront.Platform.Operator;

namespace Storefront.Platform.Mail;

/// <summary>The operator's command about mail.</summary>
public sealed class MailCommands : IOperatorCommands
{
    public IEnumerable<Command> Build(OperatorConsole console)
    {
        yield return new Command("mails", "What is mailed")
        {
            console.Command(new("waiting", "Count what has not gone out, by merchant, with the last problem"), async (services, _, output, ct) =>
            {
                var backlog = await services.GetRequiredService<MailBacklog>().ReadAsync(ct);
                await output.WriteLineAsync(backlog.Count == 0 ? "Nothing." : string.Join(Environment.NewLine, backlog.Select(Line)));
                return 0;
            }),
        };
    }

    private static string Line(UnsentMail mail) => string.Create(CultureInfo.InvariantCulture,
        $"{mail.MerchantId}\t{mail.MerchantName}\t{mail.Waiting} waiting{(mail.Since is { } since ? $" since {since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}" : "")}\t{mail.GivenUp} given up\t{mail.LastProblem}");
}
