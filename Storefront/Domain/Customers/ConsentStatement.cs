namespace Storefront.Domain.Customers;

/// <summary>That a customer gave or took back consent, when, to which words, and from where: what a shop has to be able to show (GDPR art. 7).</summary>
/// <remarks>Written once and never changed; it goes with the account.</remarks>
public sealed class ConsentStatement : IImmutableRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long CustomerId { get; init; }
    public Customer Customer { get; init; } = null!;
    public ConsentKind Kind { get; init; }
    public bool IsGiven { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Which words were shown, for example <see cref="CartReminderConsent.TextVersion"/>.</summary>
    public required string TextVersion { get; init; }

    /// <summary>The client's network address, IPv6 by its /64.</summary>
    public required string ClientAddress { get; init; }
}

/// <summary>What consent is about.</summary>
public enum ConsentKind
{
    CartReminder = 1,
}

/// <summary>The words of the consent to cart reminders. Another text is another version: what was consented to must stay known.</summary>
public static class CartReminderConsent
{
    public const string TextVersion = "cart-reminder-1";
    public const string Text = "Send me an e-mail when I leave something in my cart. I can stop this here at any time.";
}
