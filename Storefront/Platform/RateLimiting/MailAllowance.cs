namespace Storefront.Platform.RateLimiting;

/// <summary>Lets one mail go to one address; only <see cref="MailBudgets"/> hands it out, so no mail is added that nothing counts.</summary>
public sealed class MailAllowance
{
    internal MailAllowance(string recipient, IReadOnlyList<AttemptWindow> windows) => (Recipient, Windows) = (recipient, windows);

    /// <summary>The address that was counted, which is the one the mail goes to.</summary>
    public string Recipient { get; }

    /// <summary>The budgets it draws from: the shop's first.</summary>
    internal IReadOnlyList<AttemptWindow> Windows { get; }
}

/// <summary>What a security notice is about. Each has its share of the notices to an address, so that none silences another.</summary>
public enum NoticeSubject
{
    SignIn,
    Password,
    AddressChange,
}
