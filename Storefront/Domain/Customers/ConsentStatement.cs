namespace Storefront.Domain.Customers;

/// <summary>A customer's consent or its withdrawal: when, to which text, from where. A merchant must be able to prove it (GDPR Art.
/// 7).</summary>
/// <remarks>Written once, never changed, and deleted with the account.</remarks>
public sealed class ConsentStatement : IImmutableRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long CustomerId { get; init; }
    public Customer Customer { get; init; } = null!;
    public ConsentKind Kind { get; init; }
    public bool IsGiven { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The version of the text that was shown, for example <see cref="CartReminderConsent.TextVersion"/>.</summary>
    public required string TextVersion { get; init; }

    /// <summary>The client's network address; IPv6 as its /64.</summary>
    public required string ClientAddress { get; init; }
}

/// <summary>The subject of a consent.</summary>
public enum ConsentKind
{
    CartReminder = 1,
}

/// <summary>The consent text for cart reminders. A changed text needs a new version, so that the text a customer agreed to stays
/// known.</summary>
public static class CartReminderConsent
{
    public const string TextVersion = "cart-reminder-1";
    public const string Text = "Send me an e-mail when I leave something in my cart. I can stop this here at any time.";
}
