namespace Storefront.Platform.RateLimiting;

/// <summary>The numbers of the settings section <c>RateLimits</c>.</summary>
public sealed class RateLimits
{
    /// <summary>Requests per minute of one token, or of one client address without a token.</summary>
    public int PerMinute { get; init; } = 60;
    public int MailsPerMerchantPerHour { get; init; } = 2000;
    public int MailsPerRecipientPerHour { get; init; } = 5;

    /// <summary>Wrong passwords of one account in 15 minutes; one client address may miss ten times as often over all accounts.</summary>
    public int PasswordTriesPer15Minutes { get; init; } = 10;

    /// <summary>How often one client address may say that it forgot a password.</summary>
    public int ForgottenPasswordsPer15Minutes { get; init; } = 20;

    /// <summary>How many accounts one client address may try to open.</summary>
    public int RegistrationsPerHour { get; init; } = 20;
}
