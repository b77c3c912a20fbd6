using Storefront.Platform.Logging;
using Storefront.Platform.Mail.Transport;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Warns, once a minute at most, that the mail server does not answer or does not let us in: no mail is to blame for that.</summary>
public sealed class MailServerWarning(ILogger<MailServerWarning> log, TimeProvider clock)
{
    private readonly RepeatedWarning _warning = new(log, clock, "The mail server does not answer, or refuses us: mails wait and are tried again, and 'mails waiting' tells which and why");

    /// <summary>Counts a server that did not answer.</summary>
    public void Count() => _warning.Count();

    /// <summary>Counts a refusal that is about us, such as that of our password; one that is about a mail says nothing of the server.</summary>
    public void Count(MailRefusedException refused)
    {
        if (refused is { TryLater: true, Code: >= 500 })
        {
            Count();
        }
    }
}
