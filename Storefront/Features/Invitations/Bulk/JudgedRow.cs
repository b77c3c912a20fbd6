using Storefront.Features.Invitations.Import;
using Storefront.Features.Invitations.Invite;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>A row whose fields were checked by the rules of a single invitation.</summary>
internal sealed record JudgedRow(ImportedCustomer Customer, ValidatedInvitation Invitee, string? ExternalId, Metadata? Metadata, string? Code)
{
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
        return new(customer, invitee, externalId, metadata, code);
    }
}
