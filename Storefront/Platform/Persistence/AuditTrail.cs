using System.Globalization;
using Storefront.Platform.Callers;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence;

/// <summary>Adds audit entries to the caller's transaction; subjects are random numbers, and staff is named by number.</summary>
public sealed class AuditTrail(StorefrontDb db, CurrentMerchant currentMerchant, ActingStaff staff, TimeProvider clock)
{
    /// <summary>Adds an entry about the merchant itself, without a subject; <paramref name="facts"/> must hold no personal data.</summary>
    public void Add(string action, string? facts = null) => Add(action, Guid.Empty, facts);

    /// <summary>Adds an entry; <paramref name="facts"/> must hold no personal data.</summary>
    public void Add(string action, Guid subjectId, string? facts = null) =>
        db.Insert(new AuditEntry
        {
            MerchantId = currentMerchant.Id,
            At = clock.GetUtcNow(),
            Action = action,
            SubjectId = subjectId,
            Facts = WithStaff(facts),
        });

    private string? WithStaff(string? facts) => staff.Id is not { } id ? facts
        : string.Create(CultureInfo.InvariantCulture, $"{facts}{(facts is null ? "" : ", ")}staff: {id}");
}
