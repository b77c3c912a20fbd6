namespace Storefront.Domain.Merchants;

/// <summary>An event at a merchant, recorded without names: subjects are random numbers.</summary>
public sealed class AuditEntry : IImmutableRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The kind of event, for example <c>customer.invited</c>.</summary>
    public required string Action { get; init; }
    public Guid SubjectId { get; init; }

    /// <summary>Counts and other facts, without personal data.</summary>
    public string? Facts { get; init; }
}
