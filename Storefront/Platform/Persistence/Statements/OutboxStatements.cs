namespace Storefront.Platform.Persistence.Statements;

/// <summary>Finds the merchants with due mail, several times a second, without a context.</summary>
public sealed class OutboxStatements(ICommittedReads reads, StorefrontModel model)
{
    private readonly Lazy<string> _due = new(() => Due(new(model.Value.FindEntityType(typeof(OutboxMail))!)));

    /// <summary>The merchants with due mail, the one whose mail has waited longest first.</summary>
    public ValueTask<List<long>> FindDueAtAnyMerchantAsync(DateTimeOffset now, CancellationToken ct) =>
        reads.ListAsync(_due.Value, [(int)OutboxState.Queued, now], row => row.GetInt64(0), ct);

    // The statement jumps from merchant to merchant in the index, so the length of one merchant's queue does not matter.
    private static string Due(TableSql mails)
    {
        var (merchant, state, next, leased) = (mails[nameof(OutboxMail.MerchantId)], mails[nameof(OutboxMail.State)],
            mails[nameof(OutboxMail.NextAttemptAt)], mails[nameof(OutboxMail.LeasedUntil)]);
        return $"""
            WITH RECURSIVE shops(id) AS (
                SELECT MIN({merchant}) FROM {mails} WHERE {state} = @p0
                UNION ALL
                SELECT (SELECT MIN(mail.{merchant}) FROM {mails} AS mail WHERE mail.{state} = @p0 AND mail.{merchant} > shops.id)
                FROM shops WHERE shops.id IS NOT NULL),
            waiting(id, since) AS (
                SELECT shops.id, (SELECT mail.{next} FROM {mails} AS mail
                    WHERE mail.{merchant} = shops.id AND mail.{state} = @p0 AND mail.{next} <= @p1 AND (mail.{leased} IS NULL OR mail.{leased} <= @p1)
                    ORDER BY mail.{next} LIMIT 1)
                FROM shops WHERE shops.id IS NOT NULL)
            SELECT id FROM waiting WHERE since IS NOT NULL ORDER BY since
            """;
    }
}
