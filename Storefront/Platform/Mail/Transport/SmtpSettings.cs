using System.Net;

namespace Storefront.Platform.Mail.Transport;

/// <summary>The mail server and how to connect to it.</summary>
public sealed class SmtpSettings
{
    public const string Section = "Mail:Smtp";

    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>The time limit for connecting, from the first packet to the answer to EHLO, and for logging in.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The time limit for one command of a mail and its answer (RFC 5321, 4.5.3.2).</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The time limit for the answer to a completely sent mail (RFC 5321, 4.5.3.2.6).</summary>
    public TimeSpan FinalAnswerTimeout { get; set; } = TimeSpan.FromMinutes(10);

    internal void EnsureUsable()
    {
        if (string.IsNullOrWhiteSpace(Host))
        {
            throw MailRefusedException.OurTrouble(530, "No mail server is configured (Mail:Smtp:Host).");
        }

        if (!string.IsNullOrEmpty(UserName) && Security == SmtpSecurity.None && !IsLoopback)
        {
            throw MailRefusedException.OurTrouble(538, "Mail:Smtp has a user name and Security None: a password is not sent in clear text.");
        }
    }

    private bool IsLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));
}

/// <summary>How the connection to the mail server is encrypted.</summary>
public enum SmtpSecurity
{
    /// <summary>Clear text, for a server on the same machine.</summary>
    None,

    /// <summary>Clear text that must switch to TLS first (RFC 3207), usually on port 587.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314), usually on port 465.</summary>
    Tls,
}
