using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Registration;

/// <summary>A registration whose fields passed every rule.</summary>
public sealed record ValidatedRegistration(EmailAddress Address)
{
    public string? Firstname { get; init; }
    public string? Lastname { get; init; }
    public string? Phone { get; init; }
    public AccountType AccountType { get; init; }
    public string? Company { get; init; }
    public string? TaxNumber { get; init; }
    public bool WantsCartReminders { get; init; }
    public PostalAddress? DefaultBilling { get; init; }

    /// <summary>Checks the request; returns every field's problem, or the validated registration.</summary>
    public static Refusal? Check(RegisterRequest request, Merchant merchant, out ValidatedRegistration registration)
    {
        var problems = new FieldProblems();
        problems.Add("email", EmailAddress.Check(request.Email, out var address));
        problems.Add("firstname", PersonName.Check(request.Firstname, out var firstname));
        problems.Add("lastname", PersonName.Check(request.Lastname, out var lastname));
        problems.Add("phone", PhoneNumber.Check(request.Phone, out var phone));
        problems.Add("account_type", AccountTypes.Check(request.AccountType, AccountType.Private, out var type));
        problems.Add("company", TextRules.CheckOptionalLine(request.Company, TextRules.MaxLength, out var company));
        problems.Add("tax_number", TextRules.CheckOptionalLine(request.TaxNumber, TextRules.MaxLength, out var taxNumber));
        problems.Add("password", PasswordRules.Check(request.Password, PasswordContext.At(merchant, address, request.Firstname, request.Lastname)));
        problems.Add("password_confirmation", request is { NeedsConfirmation: false, PasswordConfirmation: null } ? null
            : PasswordConfirmation.Check(request.Password, request.PasswordConfirmation));
        var billing = request.DefaultBilling;
        if (billing is not null)
        {
            foreach (var (field, problem) in PostalAddressRules.Check(billing, out billing))
            {
                problems.Add($"default_billing.{field}", problem);
            }
        }

        registration = new(address)
        {
            Firstname = firstname,
            Lastname = lastname,
            Phone = phone,
            AccountType = type,
            Company = company,
            TaxNumber = taxNumber,
            WantsCartReminders = request.CartReminderConsent == true,
            DefaultBilling = billing,
        };
        return problems.ToRefusal();
    }
}
