namespace Storefront.Platform.RateLimiting;

/// <summary>The settings of the section <c>RateLimits</c>; each is above zero.</summary>
public sealed class RateLimits
{
    /// <summary>Requests per minute of one token, or of one client address without a token.</summary>
    public int PerMinute { get; init; } = 60;

    /// <summary>Requests per minute of all tokens of one customer account; five times <see cref="PerMinute"/> when absent.</summary>
    public int? PerMinutePerAccount { get; init; }

    /// <summary>Requests per minute of all customers' tokens from one client address; ten times <see cref="PerMinute"/> when
    /// absent.</summary>
    public int? PerMinutePerClient { get; init; }

    /// <summary>Posted forms per minute of one client address; twice <see cref="PerMinute"/> when absent.</summary>
    public int? FormsPerMinute { get; init; }

    /// <summary>Invitations per hour that one merchant sends or repeats.</summary>
    public int MailsPerMerchantPerHour { get; init; } = 2000;

    /// <summary>Mails per hour that the merchant or strangers cause to one address.</summary>
    public int MailsPerRecipientPerHour { get; init; } = 5;

    /// <summary>Reset links per hour to one verified address.</summary>
    public int RecoveryMailsPerRecipientPerHour { get; init; } = 3;

    /// <summary>Security notices per hour to one verified address; each subject has an equal share.</summary>
    public int NoticesPerRecipientPerHour { get; init; } = 4;

    /// <summary>Mails per hour to an unverified address; twice as many a day.</summary>
    public int UnprovenMailsPerRecipientPerHour { get; init; } = 3;

    /// <summary>Recovery mails and security notices per hour of one merchant; nothing else is charged to this budget.</summary>
    public int RecoveryMailsPerMerchantPerHour { get; init; } = 2000;

    /// <summary>Address and password changes, registrations and verification links per hour: of one account, one client address and one
    /// merchant.</summary>
    public int SelfServiceMailsPerAccountPerHour { get; init; } = 5;
    public int SelfServiceMailsPerClientPerHour { get; init; } = 20;
    public int SelfServiceMailsPerMerchantPerHour { get; init; } = 500;

    /// <summary>Wrong passwords of one account in 15 minutes; one client address may miss ten times as often over all accounts.</summary>
    public int PasswordTriesPer15Minutes { get; init; } = 10;

    /// <summary>Forgotten-password requests of one client address in 15 minutes.</summary>
    public int ForgottenPasswordsPer15Minutes { get; init; } = 20;

    /// <summary>Registration attempts of one client address per hour.</summary>
    public int RegistrationsPerHour { get; init; } = 20;

    internal int TokensOfAccountPerMinute => PerMinutePerAccount ?? 5 * PerMinute;
    internal int TokensOfClientPerMinute => PerMinutePerClient ?? 10 * PerMinute;
    internal int FormsOfClientPerMinute => FormsPerMinute ?? 2 * PerMinute;
}
