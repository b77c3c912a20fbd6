using Storefront.Platform.Logging;
using Storefront.Platform.Mail.Transport;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Warns, at most once a minute, that the mail server does not answer or refuses our login; no mail is the cause.</summary>
public sealed class MailServerWarning(ILogger<MailServerWarning> log, TimeProvider clock)
{
    private readonly RepeatedWarning _warning = new(
        log, clock, "The mail server does not answer, or refuses us: mails wait and are tried again, and 'mails waiting' tells which and why");

    /// <summary>Counts what kept a mail from going out where it was the server; a refusal of one mail, or a fault of our own storage, says
    /// nothing of it.</summary>
    public void Count(Exception problem)
    {
        if (problem is MailRefusedException refused ? refused is { TryLater: true, Code: >= 500 } : !StorageFault.IsPassing(problem))
        {
            _warning.Count();
        }
    }
}
