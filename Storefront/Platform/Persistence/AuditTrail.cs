using System.Globalization;
using Storefront.Platform.Callers;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence;

/// <summary>Adds audit entries to the caller's transaction; subjects are random numbers, and staff is named by number.</summary>
/// <remarks>Entries that tell of an erasure are noted in the journal too, once they are committed.</remarks>
public sealed class AuditTrail(
    StorefrontDb db, CurrentMerchant currentMerchant, ActingStaff staff, ErasureJournal journal, TimeProvider clock)
{
    /// <summary>Adds an entry about the merchant itself, without a subject; <paramref name="facts"/> must hold no personal data.</summary>
    public void Add(string action, string? facts = null) => Add(action, Guid.Empty, facts);

    /// <summary>Adds an entry; <paramref name="facts"/> must hold no personal data. A deletion names its receipt.</summary>
    public void Add(string action, Guid subjectId, string? facts = null, DeletionReceipt? receipt = null)
    {
        var at = clock.GetUtcNow();
        db.Insert(new AuditEntry { MerchantId = currentMerchant.Id, At = at, Action = action, SubjectId = subjectId, Facts = WithStaff(facts) });
        if (ErasureJournal.Actions.Contains(action))
        {
            var entry = new JournalEntry(currentMerchant.Id, at.ToUnixTimeMilliseconds(), action, subjectId, receipt);
            db.AfterCommit(() => journal.TryAppend([entry]));
        }
    }

    private string? WithStaff(string? facts) => staff.Id is not { } id ? facts
        : string.Create(CultureInfo.InvariantCulture, $"{facts}{(facts is null ? "" : ", ")}staff: {id}");
}
