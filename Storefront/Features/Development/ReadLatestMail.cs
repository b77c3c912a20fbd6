using Storefront.Platform.Mail.Outbox;

namespace Storefront.Features.Development;

/// <summary>Finds the newest mail to an address; what was just asked for is sent first, so that whoever asks next finds its mail.</summary>
public sealed class ReadLatestMail(ReadMailbox mailbox, MailDispatcher dispatcher, MailBacklog backlog)
{
    private const int MostRounds = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The mail, or null where none to this address is to be seen here.</summary>
    public async Task<LatestMail?> RunAsync(string? to, CancellationToken ct)
    {
        if (EmailAddress.Check(to, out var address) is not null)
        {
            return null;
        }

        await SendWaitingAsync(ct);

        // The newest by its date: mails are sent side by side, and arrive in any order.
        return (await mailbox.RunAsync(ct)).Where(row => EmailAddress.Check(row.Mail.To, out var recipient) is null && recipient == address)
            .OrderByDescending(row => row.Mail.Date).Select(row => LatestMail.Of(row.Id, row.Mail)).FirstOrDefault();
    }

    // Not what failed before: that waits for its time. What the program itself is just sending is waited for.
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
