using Storefront.Features.Invitations.Import;
using Storefront.Features.Invitations.Invite;
using Storefront.Platform.Identity.Imported;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>A row whose fields were checked by the rules of a single invitation.</summary>
internal sealed record JudgedRow(ImportedCustomer Customer, ValidatedInvitation Invitee, string? ExternalId, Metadata? Metadata, string? Code)
{
    /// <summary>The password of the old shop, where it came along and can be checked.</summary>
    public ImportedPasswordHash? Password { get; private init; }

    /// <summary>Why a password that came along is not taken; its customer is invited.</summary>
    public string? PasswordCode { get; private init; }

    /// <summary>Judges one row; the options of the batch apply where the row says nothing.</summary>
    public static JudgedRow Of(ImportedCustomer customer, Merchant merchant, string? language, string? message, int? days)
    {
        var request = new InviteCustomerRequest
        {
            Email = customer.Email,
            Firstname = customer.Firstname,
            Lastname = customer.Lastname,
            Locale = customer.Locale ?? language,
            Message = message,
            ExpiresInDays = days,
        };
        var unfit = ValidatedInvitation.Check(request, merchant, out var invitee);
        var hasBadNumber = TextRules.CheckOptionalLine(customer.ExternalId, TextRules.MaxLength, out var externalId) is not null;
        var hasBadNotes = Metadata.Check(customer.Metadata, out var metadata) is not null;
        var code = unfit?.Errors.Keys.First() switch
        {
            null => hasBadNumber ? BatchRowCode.ExternalId : hasBadNotes ? BatchRowCode.Metadata : null,
            "email" => BatchRowCode.Email,
            "locale" => BatchRowCode.Locale,
            _ => BatchRowCode.Name,
        };
        var password = customer.ForeignHash is null ? null : ImportedPasswordHash.Parse(customer.ForeignHashFormat, customer.ForeignHash);
        return new(customer, invitee, externalId, metadata, code)
        {
            Password = password is { IsRefused: false } ? password.Value : null,
            PasswordCode = password?.Refusal?.Code
        };
    }
}
