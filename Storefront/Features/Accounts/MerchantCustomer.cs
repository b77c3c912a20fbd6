using System.Diagnostics.CodeAnalysis;
using Storefront.Platform.Api;

namespace Storefront.Features.Accounts;

/// <summary>A customer for the merchant's own programs: the customer's own view, the state of the invitation, and the totals of the
/// orders.</summary>
public sealed record MerchantCustomer : CustomerSummary
{
    [SetsRequiredMembers]
    private MerchantCustomer(Customer customer)
        : base(CustomerSummary.Of(customer))
    {
        Status = customer.IsPending ? "invited" : "active";
        Locale = customer.Language;
        ExternalId = customer.ExternalId;
        Metadata = customer.Metadata?.ToDictionary();
        TotalOrders = customer.TotalOrders;
        TotalSpent = customer.SpentCurrency is { } currency ? Money.OfThousandths(customer.SpentThousandths, currency) : 0;
        Currency = customer.SpentCurrency;
        LastOrderAt = customer.TotalOrders == 0 ? null : customer.LastOrderAt;
    }

    /// <summary><c>invited</c> while there is no password, then <c>active</c>.</summary>
    public string Status { get; }
    public string? Locale { get; }
    public string? ExternalId { get; }
    public IReadOnlyDictionary<string, string>? Metadata { get; }
    public int TotalOrders { get; }

    /// <summary>The paid amount, in <see cref="Currency"/>.</summary>
    public decimal TotalSpent { get; }

    /// <summary>The currency of the newest order; null without orders.</summary>
    public string? Currency { get; }
    public DateTimeOffset? LastOrderAt { get; }

    public static new MerchantCustomer Of(Customer customer) => new(customer);
}
