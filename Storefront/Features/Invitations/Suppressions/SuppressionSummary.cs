namespace Storefront.Features.Invitations.Suppressions;

/// <summary>A suppressed address as merchants see it.</summary>
/// <param name="Id">The row's number.</param>
/// <param name="Email">The masked form, such as <c>j…@example.com</c>: the address itself is not stored.</param>
/// <param name="Reason">Why it is suppressed.</param>
/// <param name="CreatedAt">Since when.</param>
public sealed record SuppressionSummary(long Id, string Email, SuppressionReason Reason, DateTimeOffset CreatedAt)
{
    public static SuppressionSummary Of(Suppression row) => new(row.Id, row.Masked, row.Reason, row.CreatedAt);
}

/// <summary>An answer with a suppressed address.</summary>
public sealed record SuppressionData(SuppressionSummary Suppression);
