namespace Storefront.Features.Invitations.Invite;

/// <summary>Whom to invite, and the options of the invitation.</summary>
public sealed class InviteCustomerRequest
{
    /// <summary>At most 191 characters; unique at the merchant.</summary>
    public string? Email { get; init; }

    /// <summary>At most 191 characters.</summary>
    public string? Firstname { get; init; }

    /// <summary>At most 191 characters.</summary>
    public string? Lastname { get; init; }

    /// <summary>The language of the mail: <c>en</c>, <c>nl</c>, <c>de</c> or <c>fr</c>; the merchant's when absent.</summary>
    public string? Locale { get; init; }

    /// <summary>A word of the merchant to the customer, plain text, at most 500 characters.</summary>
    public string? Message { get; init; }

    /// <summary>How many days the link is valid, 1 to 30; the merchant's setting when absent.</summary>
    public int? ExpiresInDays { get; init; }

    /// <summary>False mails nothing and answers the link once, for the merchant to hand over; resend mails the invitation later.</summary>
    public bool? SendEmail { get; init; }

    /// <summary>Notes of the merchant's own systems about the customer: up to 20 texts by name.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
