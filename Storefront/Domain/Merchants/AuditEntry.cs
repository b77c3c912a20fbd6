namespace Storefront.Domain.Merchants;

/// <summary>What happened at a merchant, told without names: subjects are random ids.</summary>
public sealed class AuditEntry : IImmutableRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>For example <c>customer.invited</c>.</summary>
    public required string Action { get; init; }
    public Guid SubjectId { get; init; }

    /// <summary>Counts and other facts without personal data.</summary>
    public string? Facts { get; init; }
}
