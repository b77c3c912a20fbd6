using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using MimeKit;
using Storefront.Platform.Mail.Transport;

namespace Storefront.Platform.Mail.Bounces;

/// <summary>The open mailbox of bounces, encrypted as configured.</summary>
internal sealed class BounceMailbox : ImapClient
{
    private const int LongestMessage = 1024 * 1024;
    private const int MostAtOnce = 100;
    private const int StepMilliseconds = 30_000;

    // Where mail servers write the address that a message was delivered to.
    private static readonly string[] Recipients = ["To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"];

    private readonly X509ChainPolicy? _trust;

    private BounceMailbox(X509ChainPolicy? trust)
    {
        (_trust, Timeout) = (trust, StepMilliseconds);

        // An unreachable revocation list would stop all reading.
        CheckCertificateRevocation = false;
    }

    public static async Task<BounceMailbox> OpenAsync(ImapOptions options, X509ChainPolicy? trust, CancellationToken ct)
    {
        var mailbox = new BounceMailbox(trust);
        try
        {
            await mailbox.ConnectAsync(options.Host, options.Port, Protection(options.Security), ct);
            await mailbox.AuthenticateAsync(Encoding.UTF8, options.UserName, options.Password, ct);
            await mailbox.Inbox.OpenAsync(FolderAccess.ReadWrite, ct);
            return mailbox;
        }
        catch
        {
            mailbox.Dispose();
            throw;
        }
    }

    /// <summary>The messages that nobody has looked at, oldest first, a limited number at once.</summary>
    public async Task<IReadOnlyList<BounceMessage>> ListNewAsync(CancellationToken ct)
    {
        var unseen = (await Inbox.SearchAsync(SearchQuery.NotSeen, ct)).Take(MostAtOnce).ToList();
        if (unseen.Count == 0)
        {
            return [];
        }

        var summaries = await Inbox.FetchAsync(unseen, new FetchRequest(MessageSummaryItems.UniqueId | MessageSummaryItems.Size, Recipients), ct);
        return [.. summaries.Select(summary => new BounceMessage(
            summary.UniqueId,
            summary.Size <= LongestMessage,
            string.Join('\n', (summary.Headers ?? []).Where(header => Recipients.Contains(header.Field, StringComparer.OrdinalIgnoreCase))
                .Select(header => header.Value))))];
    }

    public Task<MimeMessage> ReadAsync(BounceMessage message, CancellationToken ct) => Inbox.GetMessageAsync(message.Id, ct);

    /// <summary>Deletes a message: it names a person, and nobody needs it any more.</summary>
    public async Task DeleteAsync(BounceMessage message, CancellationToken ct)
    {
        await Inbox.AddFlagsAsync(message.Id, MessageFlags.Seen | MessageFlags.Deleted, silent: true, ct);
        if (Capabilities.HasFlag(ImapCapabilities.UidPlus))
        {
            await Inbox.ExpungeAsync([message.Id], ct);
        }
    }

    /// <summary>Leaves a message that is not ours where it is.</summary>
    public Task LeaveAsync(BounceMessage message, CancellationToken ct) => Inbox.AddFlagsAsync(message.Id, MessageFlags.Seen, silent: true, ct);

    protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(
        string host, RemoteCertificateValidationCallback remoteCertificateValidationCallback)
    {
        var options = base.GetSslClientAuthenticationOptions(host, remoteCertificateValidationCallback);
        options.CertificateChainPolicy = _trust;
        return options;
    }

    // Never the options that fall back to clear text.
    private static SecureSocketOptions Protection(SmtpSecurity security) => security switch
    {
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };
}

/// <summary>A message of the mailbox: whether it is small enough to read, and the addresses it went to.</summary>
internal sealed record BounceMessage(UniqueId Id, bool IsSmall, string Recipients);
