using System.Text.Json.Serialization;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Profile;

/// <summary>Changes the signed-in customer's names, phone, language and company. The e-mail address has its own operation.</summary>
public sealed class UpdateProfile(ProfileChanges changes)
{
    public Task<Result<Customer>> RunAsync(Caller caller, UpdateProfileRequest request, CancellationToken ct) =>
        changes.SaveAsync(
        caller, "customer.profile_changed", (request.Stamp, customer => UpdateProfileRequest.Of(customer).Stamp),
        customer => Apply(caller, request, customer), ct);

    private static Refusal? Apply(Caller caller, UpdateProfileRequest request, Customer customer)
    {
        var problems = new FieldProblems();
        problems.Add("firstname", PersonName.Check(request.Firstname, out var firstname) ?? (firstname is null ? "Enter your first name." : null));
        problems.Add("lastname", PersonName.Check(request.Lastname, out var lastname) ?? (lastname is null ? "Enter your last name." : null));
        problems.Add("phone", PhoneNumber.Check(request.Phone, out var phone)
            ?? (phone is null && AsksForPhone(caller) ? "Enter your phone number." : null));
        problems.Add("account_type", AccountTypes.Check(request.AccountType, customer.AccountType, out var type));
        problems.Add(
            "company", TextRules.CheckOptionalLine(request.NamesCompany ? request.Company : customer.Company, TextRules.MaxLength, out var company));
        problems.Add("company", type == AccountType.Business && company is null ? "Enter the company you buy for." : null);
        problems.Add("locale", Languages.Check(request.Locale));
        problems.Add(
            "tax_number",
            TextRules.CheckOptionalLine(request.NamesTaxNumber ? request.TaxNumber : customer.TaxNumber, TextRules.MaxLength, out var taxNumber));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        (customer.Firstname, customer.Lastname, customer.PhoneNumber) = (firstname, lastname, phone);
        (customer.AccountType, customer.Company, customer.TaxNumber) = (type, company, taxNumber);
        customer.Language = request.NamesLocale ? request.Locale : customer.Language;
        return null;
    }

    // API clients rely on a required phone; a page does not ask for what an order does not need.
    private static bool AsksForPhone(Caller caller) => caller.Door != SessionKind.Browser;
}

/// <summary>The customer's own data. An absent optional field stays as it is; an empty one is removed.</summary>
public sealed class UpdateProfileRequest
{
    /// <summary>Required, at most 191 characters.</summary>
    public string? Firstname { get; set; }

    /// <summary>Required, at most 191 characters.</summary>
    public string? Lastname { get; set; }

    /// <summary>Required, at most 191 characters: digits, and an extension. Only a page may leave it out.</summary>
    public string? Phone { get; set; }

    /// <summary><c>private</c> or <c>business</c>; a business must name its company.</summary>
    public string? AccountType { get; set; }

    /// <summary>At most 191 characters.</summary>
    public string? Company { get; set => (field, NamesCompany) = (value, true); }

    /// <summary>At most 191 characters.</summary>
    public string? TaxNumber { get; set => (field, NamesTaxNumber) = (value, true); }

    /// <summary>The language of pages and mails: <c>en</c>, <c>nl</c>, <c>de</c> or <c>fr</c>; null follows the merchant's.</summary>
    public string? Locale { get; set => (field, NamesLocale) = (value, true); }

    /// <summary>The version of the values the form showed; set by the page, never read from a body.</summary>
    [JsonIgnore]
    public string? Stamp { get; set; }

    internal bool NamesLocale { get; private set; }
    internal bool NamesCompany { get; private set; }
    internal bool NamesTaxNumber { get; private set; }

    /// <summary>A request that would change nothing; the initial values of the form.</summary>
    public static UpdateProfileRequest Of(Customer customer)
    {
        var shown = new UpdateProfileRequest
        {
            Firstname = customer.Firstname,
            Lastname = customer.Lastname,
            Phone = customer.PhoneNumber,
            AccountType = customer.AccountType == Domain.Customers.AccountType.Business ? AccountTypes.Business : AccountTypes.Private,
            Company = customer.Company,
            TaxNumber = customer.TaxNumber,
        };
        shown.Stamp = FormVersion.Of(shown);
        return shown;
    }
}
