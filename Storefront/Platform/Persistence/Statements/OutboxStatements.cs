namespace Storefront.Platform.Persistence.Statements;

/// <summary>Finds the queues with due rows, several times a second, without a context.</summary>
public sealed class OutboxStatements(ICommittedReads reads, StorefrontModel model)
{
    private readonly Lazy<string> _dueMails = new(() => Due<OutboxMail>(model, nameof(OutboxMail.MerchantId)));
    private readonly Lazy<string> _dueWebhooks = new(() => Due<WebhookDelivery>(model, nameof(WebhookDelivery.WebhookId)));

    /// <summary>The merchants with due mail, the one whose mail has waited longest first.</summary>
    public ValueTask<List<long>> FindDueAtAnyMerchantAsync(DateTimeOffset now, CancellationToken ct) =>
        reads.ListAsync(_dueMails.Value, [(int)OutboxState.Queued, now], row => row.GetInt64(0), ct);

    /// <summary>The webhooks with due deliveries, the one whose delivery has waited longest first.</summary>
    public ValueTask<List<long>> FindDueWebhooksAtAnyMerchantAsync(DateTimeOffset now, CancellationToken ct) =>
        reads.ListAsync(_dueWebhooks.Value, [(int)OutboxState.Queued, now], row => row.GetInt64(0), ct);

    // The statement jumps from queue to queue in the index, so the length of one queue does not matter.
    private static string Due<TRow>(StorefrontModel model, string queueColumn)
        where TRow : ILeasedRow
    {
        var rows = new TableSql(model.Value.FindEntityType(typeof(TRow))!);
        var (queue, state, next, leased) =
            (rows[queueColumn], rows[nameof(ILeasedRow.State)], rows[nameof(ILeasedRow.NextAttemptAt)], rows[nameof(ILeasedRow.LeasedUntil)]);
        return $"""
            WITH RECURSIVE queues(id) AS (
                SELECT MIN({queue}) FROM {rows} WHERE {state} = @p0
                UNION ALL
                SELECT (SELECT MIN(work.{queue}) FROM {rows} AS work WHERE work.{state} = @p0 AND work.{queue} > queues.id)
                FROM queues WHERE queues.id IS NOT NULL),
            waiting(id, since) AS (
                SELECT queues.id, (SELECT work.{next} FROM {rows} AS work
                    WHERE work.{queue} = queues.id AND work.{state} = @p0 AND work.{next} <= @p1 AND (work.{leased} IS NULL OR work.{leased} <= @p1)
                    ORDER BY work.{next} LIMIT 1)
                FROM queues WHERE queues.id IS NOT NULL)
            SELECT id FROM waiting WHERE since IS NOT NULL ORDER BY since
            """;
    }
}
