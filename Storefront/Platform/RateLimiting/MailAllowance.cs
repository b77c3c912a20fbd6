namespace Storefront.Platform.RateLimiting;

/// <summary>Lets one mail go to one address; only <see cref="MailBudgets"/> hands it out, so no mail is added that nothing counts.</summary>
public sealed class MailAllowance
{
    internal MailAllowance(string recipient, AttemptWindow ofShop, IReadOnlyList<AttemptWindow> others) =>
        (Recipient, OfShop, Others) = (recipient, ofShop, others);

    /// <summary>The address that was counted, which is the one the mail goes to.</summary>
    public string Recipient { get; }

    /// <summary>The one budget of the shop it draws from.</summary>
    internal AttemptWindow OfShop { get; }

    /// <summary>What else counts it: the address, the account, the client.</summary>
    internal IReadOnlyList<AttemptWindow> Others { get; }
}

/// <summary>What a security notice is about. Each has its share of the notices to an address, so that none silences another.</summary>
public enum NoticeSubject
{
    SignIn,
    Password,
    AddressChange,
}
