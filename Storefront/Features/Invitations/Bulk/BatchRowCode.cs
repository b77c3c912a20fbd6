namespace Storefront.Features.Invitations.Bulk;

/// <summary>Why a row was left out: a closed list of codes, each with its sentence.</summary>
internal static class BatchRowCode
{
    public const string Duplicate = "row.duplicate";
    public const string Columns = "row.columns";
    public const string Email = "email.invalid";
    public const string Name = "name.invalid";
    public const string Locale = "locale.invalid";
    public const string ExternalId = "external_id.invalid";
    public const string Metadata = "metadata.invalid";
    public const string Exists = "customer.exists";
    public const string Pending = "invitation.pending";
    public const string Declined = "invitation.declined";
    public const string Suppressed = "invitation.suppressed";

    public const string UnknownHash = "hash.unknown";
    public const string CostlyHash = "hash.too_costly";

    private static readonly Dictionary<string, string> _messages = new()
    {
        [Duplicate] = "The same address stands on an earlier line.",
        [Columns] = "The row has more cells than there are headings.",
        [Email] = "This is no e-mail address, or it has more than 191 characters.",
        [Name] = "A name has more than 191 characters, or holds a web address, markup or invisible characters.",
        [Locale] = "This language is not offered.",
        [ExternalId] = "The number of the customer has more than 191 characters, or invisible ones.",
        [Metadata] = "The notes are more than 20, or one is too long.",
        [Exists] = "This address already has a customer account.",
        [Pending] = "This address has been invited and has not accepted yet.",
        [Declined] = "This address was invited and has declined.",
        [UnknownHash] = "The password hash is in no known format; the customer is invited.",
        [CostlyHash] = "The password hash takes too long to check; the customer is invited.",
        [Suppressed] = "This address has declined, has no mailbox, or was suppressed.",
    };

    public static string? MessageOf(string? code) => code is null ? null : _messages[code];
}
