using System.CommandLine;
using DnsClient;
using Storefront.Platform.Hosting;
using Storefront.Platform.Mail.Signing;

namespace Storefront.Features.Merchants.MailDomains;

/// <summary>The operator commands for the domain that signs a merchant's mails.</summary>
internal static class MailDomainCommand
{
    public static Command Build(OperatorConsole console)
    {
        var merchant = Merchant;
        var domain = new Option<string>("--domain") { Required = true, Description = "The domain of the address that mails come from" };
        return console.Command(
            new("mail-domain", "Give a shop a domain that signs its mails (DKIM), and print the DNS records")
            {
                merchant, domain, Check(console), Rotate(console),
            },
            async (services, typed, output, ct) =>
                (await services.GetRequiredService<SetMailDomain>().RunAsync(typed.GetValue(merchant), typed.GetValue(domain), ct))
                .Report(output, records => Show(records, "Publish these records, then run: merchants mail-domain check")));
    }

    private static Option<long> Merchant => new("--merchant") { Required = true, Description = "The merchant's number" };

    private static Command Rotate(OperatorConsole console)
    {
        var merchant = Merchant;
        return console.Command(new("rotate", "Sign with the next key, and make a new one") { merchant }, async (services, typed, output, ct) =>
            (await services.GetRequiredService<RotateMailDomain>().RunAsync(typed.GetValue(merchant), ct))
            .Report(output, records => Show(records, $"Mails are signed by {records.Key.Selector} within a minute. Publish the new second record; "
                + "remove the former key's after a week.")));
    }

    private static Command Check(OperatorConsole console)
    {
        var merchant = new Option<long?>("--merchant") { Description = "The merchant's number; every merchant with a mail domain when absent" };
        return console.Command(new("check", "Look the records up, and say what is missing") { merchant }, async (services, typed, output, ct) =>
        {
            var numbers = typed.GetValue(merchant) is { } number
                ? [number] : await services.GetRequiredService<SigningKeyStore>().ListMerchantsAsync(ct);
            if (numbers.Count == 0)
            {
                await output.WriteLineAsync("No merchant has a mail domain.");
            }

            var exit = 0;
            foreach (var id in numbers)
            {
                exit = Math.Max(exit, await CheckAsync(services, id, output, ct));
            }

            return exit;
        });
    }

    private static async Task<int> CheckAsync(IServiceProvider services, long merchantId, TextWriter output, CancellationToken ct)
    {
        // One scope a merchant.
        await using var scope = services.CreateAsyncScope();
        try
        {
            var checkedDomain = await scope.ServiceProvider.GetRequiredService<CheckMailDomains>().RunAsync(merchantId, ct);
            var exit = checkedDomain.Report(output, Show);
            return checkedDomain.IsRefused || checkedDomain.Value.Missing.Count > 0 ? 1 : exit;
        }
        catch (DnsResponseException problem)
        {
            await output.WriteLineAsync($"Merchant {merchantId}: the DNS does not answer ({problem.Code}). Nothing was changed; try again.");
            return 1;
        }
    }

    private static string Show(MailDomainFindings found)
    {
        var state = found switch
        {
            { Missing.Count: 0 } => $"every record is there, and mails are signed by {found.Records.Key.Selector}.",
            { IsSigned: true } => $"mails are signed by {found.Records.Key.Selector}, but these records are missing or different:",
            _ => "mails are not signed, because these records are missing or different:",
        };
        return string.Join(
            Environment.NewLine,
            [$"Merchant {found.Records.Merchant.Id}, {found.Records.Domain}: {state}", .. found.Missing, .. Alignment(found.Records)]);
    }

    private static string Show(MailDomainRecords records, string then) =>
        string.Join(Environment.NewLine, [.. records.Lines, then, .. Alignment(records)]);

    private static string[] Alignment(MailDomainRecords records) => records.IsAligned
        ? []
        : [$"Warning: mails of this merchant come from another domain ({records.Merchant.SenderAddress}). For DMARC the signature does not count."];
}
