using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Identity.Imported;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Makes what is stored for the passwords that came along with a batch's rows, before their transaction: a weak hash costs one of
/// ours.</summary>
public sealed class BatchPasswords(
    StorefrontDb db, CurrentMerchant currentMerchant, PasswordHashing hashing, ImportedPasswordMark mark, BatchRowProtector protector)
{
    /// <summary>The queue in which the hashes of batches wait together; sign-ins of shoppers take turns with it.</summary>
    private const string Queue = "batch";

    /// <summary>The stored form by the row's number; none for a dry run, and none for a row without a hash that can be checked.</summary>
    public async Task<IReadOnlyDictionary<long, string>> HashAsync(InvitationBatch batch, List<long> ids, CancellationToken ct)
    {
        var hashes = new Dictionary<long, string>();
        if (batch.IsDryRun)
        {
            return hashes;
        }

        var caller = new Caller { Merchant = currentMerchant.Merchant, ClientAddress = Queue };
        foreach (var row in await db.InvitationBatchRows.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(ct))
        {
            var customer = protector.Unprotect(row);
            if (customer.ForeignHash is { } text
                && ImportedPasswordHash.Parse(customer.ForeignHashFormat, text) is { IsRefused: false, Value: { } known })
            {
                var stored = await hashing.ImportAsync(caller, known, ct);
                while (stored.IsRefused)
                {
                    // The pool is full of sign-ins, which go first.
                    await Task.Delay(TimeSpan.FromSeconds(1), ct);
                    stored = await hashing.ImportAsync(caller, known, ct);
                }

                hashes.Add(row.Id, stored.Value);
            }
        }

        if (hashes.Count > 0)
        {
            await mark.SetAsync(ct);
        }

        return hashes;
    }
}
