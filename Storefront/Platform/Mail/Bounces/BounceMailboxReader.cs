using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using MimeKit;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Mail.Bounces;

/// <summary>Reads the mailbox of bounces every minute, records what it says, and deletes what was addressed to one of our mails.</summary>
/// <remarks>A message to any other address stays, marked as read: the mailbox may serve a person too. Several nodes may read one
/// mailbox.</remarks>
public sealed class BounceMailboxReader(
    IServiceScopeFactory scopes, BounceAddresses addresses, IOptions<BounceOptions> options, TimeProvider clock, ILogger<BounceMailboxReader> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(10);

    /// <summary>A certificate authority that the machine does not know.</summary>
    internal X509ChainPolicy? Trust { get; init; }

    /// <summary>Reads every new message and returns how many there were.</summary>
    public async Task<int> ReadAsync(CancellationToken ct)
    {
        using var mailbox = await BounceMailbox.OpenAsync(options.Value.Imap, Trust, ct);
        var read = 0;
        while (await mailbox.ListNewAsync(ct) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await ReadAsync(mailbox, message, ct);
                read++;
            }
        }

        await mailbox.DisconnectAsync(quit: true, ct);
        return read;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                limit.CancelAfter(LongestTurn);
                await ReadAsync(limit.Token);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                // Without the server's words, which may repeat an address.
                log.LogWarning("The mailbox of bounces could not be read: {Problem}", StorageFault.NameOf(problem));
            }

            await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(BounceMailbox mailbox, BounceMessage message, CancellationToken ct)
    {
        if (addresses.Find(message.Recipients) is not { } address)
        {
            await mailbox.LeaveAsync(message, ct);
            return;
        }

        // A forged address, or a mail that was erased: nobody needs the message.
        await using var scope = scopes.CreateAsyncScope();
        var recorder = scope.ServiceProvider.GetRequiredService<BounceRecorder>();
        if (message.IsSmall && await recorder.FindAsync(address, ct) is { } mail && await ReadContentAsync(mailbox, message, ct) is { } content)
        {
            using (content)
            {
                await recorder.RecordAsync(mail, address, content, ct);
            }
        }

        await mailbox.DeleteAsync(message, ct);
    }

    // One message that is no MIME must not hold up those behind it.
    private static async Task<MimeMessage?> ReadContentAsync(BounceMailbox mailbox, BounceMessage message, CancellationToken ct)
    {
        try
        {
            return await mailbox.ReadAsync(message, ct);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
