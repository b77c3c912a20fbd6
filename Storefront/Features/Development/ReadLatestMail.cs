using Storefront.Platform.Mail.Outbox;

namespace Storefront.Features.Development;

/// <summary>Finds the newest mail to an address. Mails that were just requested are sent first, so that the next reader finds
/// them.</summary>
public sealed class ReadLatestMail(ReadMailbox mailbox, MailDispatcher dispatcher, MailBacklog backlog)
{
    private const int MostRounds = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The mail, or null when this host has none to this address.</summary>
    public async Task<LatestMail?> RunAsync(string? to, CancellationToken ct)
    {
        if (EmailAddress.Check(to, out var address) is not null)
        {
            return null;
        }

        await SendWaitingAsync(ct);

        // The newest by date: mails are sent in parallel and arrive in any order.
        return (await mailbox.RunAsync(ct)).Where(row => EmailAddress.Check(row.Mail.To, out var recipient) is null && recipient == address)
            .OrderByDescending(row => row.Mail.Date).Select(row => LatestMail.Of(row.Id, row.Mail)).FirstOrDefault();
    }

    // A mail that failed waits for its retry. A mail that is being sent now is awaited.
    private async Task SendWaitingAsync(CancellationToken ct)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            await dispatcher.SendDueAsync(ct);
            if (!await backlog.HasUntriedAsync(ct))
            {
                return;
            }

            await Task.Delay(Pause, ct);
        }
    }
}
