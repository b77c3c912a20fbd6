namespace Storefront.Platform.Callers;

/// <summary>A staff member at one merchant, as stored now.</summary>
/// <param name="Id">The member's number.</param>
/// <param name="Email">The member's address.</param>
/// <param name="Role">The role at this merchant; an operator's is owner.</param>
/// <param name="IsOperator">Whether the member works for the platform.</param>
public sealed record StaffMember(long Id, string Email, StaffRole Role, bool IsOperator);
