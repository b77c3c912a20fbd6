namespace Storefront.Platform.RateLimiting;

/// <summary>The numbers of the settings section <c>RateLimits</c>; each is above zero.</summary>
public sealed class RateLimits
{
    /// <summary>Requests per minute of one token, or of one client address without a token.</summary>
    public int PerMinute { get; init; } = 60;

    /// <summary>Requests per minute of all tokens of one customer account; five times <see cref="PerMinute"/> where it is not set.</summary>
    public int? PerMinutePerAccount { get; init; }

    /// <summary>Requests per minute of all customers' tokens from one client address; ten times <see cref="PerMinute"/> where it is not set.</summary>
    public int? PerMinutePerClient { get; init; }

    /// <summary>Forms a client address may post to pages in a minute; twice <see cref="PerMinute"/> where it is not set.</summary>
    public int? FormsPerMinute { get; init; }

    /// <summary>What the merchant mails: invitations, and invitations again.</summary>
    public int MailsPerMerchantPerHour { get; init; } = 2000;

    /// <summary>What the merchant or strangers cause to one address.</summary>
    public int MailsPerRecipientPerHour { get; init; } = 5;

    /// <summary>Links to a new password, to one proven address.</summary>
    public int RecoveryMailsPerRecipientPerHour { get; init; } = 3;

    /// <summary>Security notices to one proven address; each subject has an equal share.</summary>
    public int NoticesPerRecipientPerHour { get; init; } = 3;

    /// <summary>Whatever goes to an address that nobody proved; twice as many in a day.</summary>
    public int UnprovenMailsPerRecipientPerHour { get; init; } = 3;

    /// <summary>Recovery and security notices of one shop, from which nothing else draws.</summary>
    public int RecoveryMailsPerMerchantPerHour { get; init; } = 2000;

    /// <summary>Changes of address and password, registrations and links that prove an address: of one account, one client address and one shop.</summary>
    public int SelfServiceMailsPerAccountPerHour { get; init; } = 5;
    public int SelfServiceMailsPerClientPerHour { get; init; } = 20;
    public int SelfServiceMailsPerMerchantPerHour { get; init; } = 500;

    /// <summary>Wrong passwords of one account in 15 minutes; one client address may miss ten times as often over all accounts.</summary>
    public int PasswordTriesPer15Minutes { get; init; } = 10;

    /// <summary>How often one client address may say that it forgot a password.</summary>
    public int ForgottenPasswordsPer15Minutes { get; init; } = 20;

    /// <summary>How many accounts one client address may try to open.</summary>
    public int RegistrationsPerHour { get; init; } = 20;

    internal int TokensOfAccountPerMinute => PerMinutePerAccount ?? 5 * PerMinute;
    internal int TokensOfClientPerMinute => PerMinutePerClient ?? 10 * PerMinute;
    internal int FormsOfClientPerMinute => FormsPerMinute ?? 2 * PerMinute;
}
