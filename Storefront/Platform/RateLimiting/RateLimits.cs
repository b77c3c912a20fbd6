namespace Storefront.Platform.RateLimiting;

/// <summary>The numbers of the settings section <c>RateLimits</c>.</summary>
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

    public int MailsPerMerchantPerHour { get; init; } = 2000;
    public int MailsPerRecipientPerHour { get; init; } = 5;

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
