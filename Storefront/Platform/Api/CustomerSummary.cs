namespace Storefront.Platform.Api;

/// <summary>A customer without any secret: never a hash, a token or a client address.</summary>
public record CustomerSummary
{
    public required long Id { get; init; }
    public required string Email { get; init; }
    public string? Firstname { get; init; }
    public string? Lastname { get; init; }
    public string? Phone { get; init; }
    public AccountType AccountType { get; init; }
    public string? Company { get; init; }
    public string? TaxNumber { get; init; }
    public DateTimeOffset? EmailVerifiedAt { get; init; }
    public PostalAddress? DefaultBilling { get; init; }
    public PostalAddress? DefaultShipping { get; init; }
    public bool CartReminderConsentActive { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    public static CustomerSummary Of(Customer customer) => new()
    {
        Id = customer.Id,
        Email = customer.Email!,
        Firstname = customer.Firstname,
        Lastname = customer.Lastname,
        Phone = customer.PhoneNumber,
        AccountType = customer.AccountType,
        Company = customer.Company,
        TaxNumber = customer.TaxNumber,
        EmailVerifiedAt = customer.EmailVerifiedAt,
        DefaultBilling = customer.DefaultBilling,
        DefaultShipping = customer.DefaultShipping,
        CartReminderConsentActive = customer.CartReminderConsentAt is not null,
        CreatedAt = customer.CreatedAt,
    };
}

/// <summary>An answer that signs a customer in. The token is shown only here.</summary>
public sealed record SignedInData(CustomerSummary Customer, string Token);
