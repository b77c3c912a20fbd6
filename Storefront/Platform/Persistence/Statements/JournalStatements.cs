namespace Storefront.Platform.Persistence.Statements;

/// <summary>Compares the erasure journal with the audit trail at a start, without a context.</summary>
public sealed class JournalStatements(ICommittedReads reads)
{
    private const int Step = 500;

    private const string Known = """
        SELECT COUNT(*) FROM "AuditEntries" WHERE "MerchantId" = @p0 AND "SubjectId" = @p1 AND "Action" = @p2 AND "At" >= @p3
        """;

    private const string Newest = """
        SELECT "Id", "MerchantId", "At", "Action", "SubjectId", "Facts" FROM "AuditEntries" WHERE "Id" < @p0 ORDER BY "Id" DESC LIMIT 500
        """;

    /// <summary>How often the audit trail holds this action about the subject since a moment.</summary>
    public async ValueTask<int> CountAsync(long merchantId, Guid subject, string action, DateTimeOffset since, CancellationToken ct) =>
        (await reads.ListAsync(Known, [merchantId, subject, action, since], row => (int)row.GetInt64(0), ct))[0];

    /// <summary>The entries before a number, the newest first, and whether there may be more.</summary>
    public async ValueTask<(List<AuditEntry> Entries, bool HasMore)> ListBeforeAtAnyMerchantAsync(long before, CancellationToken ct)
    {
        var entries = await reads.ListAsync(Newest, [before], row => new AuditEntry
        {
            Id = row.GetInt64(0),
            MerchantId = row.GetInt64(1),
            At = row.GetMoment(2),
            Action = row.GetString(3),
            SubjectId = row.GetGuid(4),
            Facts = row.IsDBNull(5) ? null : row.GetString(5),
        }, ct);
        return (entries, entries.Count == Step);
    }
}
