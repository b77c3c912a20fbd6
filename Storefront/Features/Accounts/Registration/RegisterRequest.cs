using System.Text.Json.Serialization;

namespace Storefront.Features.Accounts.Registration;

/// <summary>A registration; address and password are required.</summary>
public sealed class RegisterRequest
{
    /// <summary>At most 191 characters; unique at the merchant.</summary>
    public string? Email { get; set; }

    /// <summary>12 to 191 characters.</summary>
    public string? Password { get; set; }

    /// <summary>The password again; checked when present. The page always requires it.</summary>
    public string? PasswordConfirmation { get; set; }
    public string? Firstname { get; set; }
    public string? Lastname { get; set; }
    public string? Phone { get; set; }

    /// <summary><c>private</c> or <c>business</c>; private when absent.</summary>
    public string? AccountType { get; set; }
    public string? Company { get; set; }
    public string? TaxNumber { get; set; }
    public bool? CartReminderConsent { get; set; }
    public PostalAddress? DefaultBilling { get; set; }

    /// <summary>Whether the password must be typed twice; set by the page, never read from a body.</summary>
    [JsonIgnore]
    public bool NeedsConfirmation { get; set; }
}
