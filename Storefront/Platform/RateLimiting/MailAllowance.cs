namespace Storefront.Platform.RateLimiting;

/// <summary>Permission to send one mail to one address; only <see cref="MailBudgets"/> creates it, so every mail is counted.</summary>
public sealed class MailAllowance
{
    internal MailAllowance(string recipient, AttemptWindow? ofShop, IReadOnlyList<AttemptWindow> others) =>
        (Recipient, OfShop, Others) = (recipient, ofShop, others);

    /// <summary>The counted address, which is also the recipient.</summary>
    public string Recipient { get; }

    /// <summary>The merchant's budget that is charged; null for a batch, which is limited by its pace.</summary>
    internal AttemptWindow? OfShop { get; }

    /// <summary>The other counters: address, account and client.</summary>
    internal IReadOnlyList<AttemptWindow> Others { get; }
}

/// <summary>The subject of a security notice. Each has its share of the notices to an address, so that none suppresses another.</summary>
public enum NoticeSubject
{
    SignIn,
    Password,
    AddressChange,
    Passkey,
}
