using Microsoft.AspNetCore.Identity;

namespace Storefront.Domain.Customers;

/// <summary>A shopper's account at one merchant. It is pending while it has no password.</summary>
/// <remarks>Identity's <c>Email</c> is the address as given; <c>NormalizedEmail</c> is its canonical form, unique per merchant.</remarks>
public sealed class Customer : IdentityUser<long>, ITenantOwned
{
    public long MerchantId { get; init; }

    /// <summary>A random number that audit entries use as their subject. After the row is deleted, the number identifies nobody.</summary>
    public Guid SubjectId { get; init; } = Guid.CreateVersion7();

    public string? Firstname { get; set; }
    public string? Lastname { get; set; }
    public AccountType AccountType { get; set; }
    public string? Company { get; set; }
    public string? TaxNumber { get; set; }
    public PostalAddress? DefaultBilling { get; set; }
    public PostalAddress? DefaultShipping { get; set; }

    /// <summary>The language the customer chose or was invited in; null means the merchant's.</summary>
    public string? Language { get; set; }
    public DateTimeOffset? CartReminderConsentAt { get; set; }
    public DateTimeOffset? EmailVerifiedAt { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The customer's number in the merchant's own systems, and the notes of those systems about the customer.</summary>
    public string? ExternalId { get; set; }
    public Metadata? Metadata { get; set; }

    /// <summary>Both names, the last name and the company, folded for searching; the setters of the fields keep them current.</summary>
    public string FoldedName { get => SearchText.Fold($"{Firstname} {Lastname}"); private set => _ = value; }
    public string FoldedLastname { get => SearchText.Fold(Lastname); private set => _ = value; }
    public string FoldedCompany { get => SearchText.Fold(Company); private set => _ = value; }

    /// <summary>The totals of the customer's orders, stored in the row so that a list can be sorted by them: how many, and when the last
    /// was placed.</summary>
    public int TotalOrders { get; init; }
    public DateTimeOffset LastOrderAt { get; init; } = NoOrderYet;

    /// <summary>The paid amount in <see cref="SpentCurrency"/>, in thousandths, so that amounts of all currencies sort by their
    /// number.</summary>
    public long SpentThousandths { get; init; }
    public string? SpentCurrency { get; init; }

    /// <summary>The value for a customer without orders.</summary>
    public static DateTimeOffset NoOrderYet => DateTimeOffset.UnixEpoch;

    /// <summary>The language of this customer's mails and pages.</summary>
    public string LanguageAt(Merchant merchant) => Language ?? merchant.Language;

    public bool IsPending => PasswordHash is null;

    /// <summary>Whether an invitation can open the account: its address was never verified, not even by whoever registered it.</summary>
    public bool IsInvitable => EmailVerifiedAt is null;

    /// <summary>Sets the customer's password hash and renews the concurrency stamp. No other code sets a password hash.</summary>
    /// <param name="hash">The hash in Identity's format, computed before the transaction because hashing is slow.</param>
    public void SetPasswordHash(string hash) => (PasswordHash, ConcurrencyStamp) = (hash, Guid.CreateVersion7().ToString());

    public static Customer Invited(Merchant merchant, EmailAddress address, string? firstname, string? lastname, DateTimeOffset now) => new()
    {
        MerchantId = merchant.Id,
        Email = address.Text,
        NormalizedEmail = address.Canonical,
        Firstname = firstname,
        Lastname = lastname,
        CreatedAt = now,
    };
}
