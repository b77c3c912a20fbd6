using System.Net;
using Microsoft.Extensions.Options;
using Storefront.Platform.Mail.Transport;

namespace Storefront.Platform.Mail.Bounces;

/// <summary>Where bounces go, and the mailbox they are read from.</summary>
public sealed class BounceOptions
{
    public const string Section = "Mail:Bounces";

    /// <summary>The domain of the bounce addresses; empty leaves the merchant's address on the envelope.</summary>
    public string Domain { get; set; } = "";

    public ImapOptions Imap { get; set; } = new();

    /// <summary>Whether somebody reads what arrives at the domain.</summary>
    public bool IsRead => Domain.Length > 0 && Imap.Host.Length > 0;
}

/// <summary>The mailbox that bounces arrive in.</summary>
public sealed class ImapOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 993;

    public SmtpSecurity Security { get; set; } = SmtpSecurity.Tls;

    public string UserName { get; set; } = "";

    public string Password { get; set; } = "";

    internal bool IsLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));
}

/// <summary>Refuses settings that would lose bounces or send a password in clear text.</summary>
internal sealed class BounceOptionsValidator : IValidateOptions<BounceOptions>
{
    public ValidateOptionsResult Validate(string? name, BounceOptions options) =>
        ProblemOf(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;

    private static string? ProblemOf(BounceOptions options) => options switch
    {
        { Domain.Length: > 0 } when HostName.Check(options.Domain, out var domain) is not null || domain != options.Domain =>
            $"Mail:Bounces:Domain holds '{options.Domain}', which is not a domain in lower case.",
        { Imap.Host: "" } => null,
        { Domain: "" } => "Mail:Bounces:Imap:Host is set without Mail:Bounces:Domain: no mail would name that mailbox.",
        { Imap.UserName: "" } or { Imap.Password: "" } => "Mail:Bounces:Imap needs a UserName and a Password.",
        { Imap: { Security: SmtpSecurity.None, IsLoopback: false } } =>
            "Mail:Bounces:Imap:Security is None: a password is not sent in clear text to another machine.",
        _ => null,
    };
}
