using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence;

/// <summary>Notes what happened, as part of the caller's transaction, about subjects that are random ids.</summary>
public sealed class AuditTrail(StorefrontDb db, CurrentMerchant currentMerchant, TimeProvider clock)
{
    /// <summary>Adds an entry about the shop itself, which has no subject; <paramref name="facts"/> must hold no personal data.</summary>
    public void Add(string action, string? facts = null) => Add(action, Guid.Empty, facts);

    /// <summary>Adds an entry; <paramref name="facts"/> must hold no personal data.</summary>
    public void Add(string action, Guid subjectId, string? facts = null) =>
        db.Insert(new AuditEntry { MerchantId = currentMerchant.Id, At = clock.GetUtcNow(), Action = action, SubjectId = subjectId, Facts = facts });
}
