using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Refusals of batches of invitations.</summary>
internal static class BulkErrors
{
    public static readonly Refusal NamesNone = Refusal.Invalid("batch_id", "batch.names_none", "Name a batch by its number.");
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "batch.not_found", "There is no such batch.");

    public static readonly Refusal Repeated = new(
        RefusalKind.Conflict, "batch.repeated",
        "The same list was sent within the last 24 hours. To send it again on purpose, set allow_repeat to true.");

    public static readonly Refusal NotRunning = new(RefusalKind.Conflict, "batch.not_running", "This batch is not running.");
    public static readonly Refusal NotPaused = new(RefusalKind.Conflict, "batch.not_paused", "This batch is not paused.");
    public static readonly Refusal Ended = new(RefusalKind.Conflict, "batch.ended", "This batch has ended.");

    public static readonly Refusal NoPasswords = new(
        RefusalKind.Forbidden, "customers.import_passwords", "This token may not import passwords.");

    public static readonly Refusal NoCustomers = Refusal.Invalid("customers", "batch.empty", "Name at least one customer.");

    public static readonly Refusal NoEmail = Refusal.Invalid(
        "mapping", "mapping.no_email", "No column is known to hold e-mail addresses. Name it in the mapping, as in {\"Contact\": \"email\"}.");

    /// <summary>Another dispatcher has the batch, or it was paused or cancelled: the step changes nothing.</summary>
    internal static readonly Refusal LeaseLost = new(RefusalKind.Conflict, "batch.lease_lost", "Another dispatcher works on this batch.");

    /// <summary>A mail that a server may have accepted is not taken back.</summary>
    public static readonly Refusal HandedOver = new(RefusalKind.Conflict, "mail.handed_over", "The mail may have left already.");

    private static readonly Refusal TooManyCustomers = Refusal.Invalid(
        "customers", "batch.too_many", "The list is too long. Split it and send the parts one by one.");

    public static Refusal TooMany(int most) => TooManyCustomers.Saying(
        new("Send at most {0} customers at once. Split the list and send the parts one by one.", most));
}
