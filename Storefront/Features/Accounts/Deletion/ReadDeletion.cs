using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Deletion;

/// <summary>Returns a deletion's receipt at this merchant to anybody who knows its number.</summary>
/// <remarks>The number is random and the receipt names nobody, so the former customer can read it without an account.</remarks>
public sealed class ReadDeletion(StorefrontDb db)
{
    public static readonly Ability Needs = Ability.ReadCustomers;

    public async Task<Result<DeletionReceipt>> RunAsync(Caller caller, ReadDeletionRequest request, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.ReceiptId))
        {
            return ReceiptErrors.NamesNone;
        }

        return Guid.TryParse(request.ReceiptId, out var id)
            && await db.DeletionReceipts.AsNoTracking()
                .FirstOrDefaultAsync(row => row.Id == id && row.MerchantId == caller.Merchant.Id, ct) is { } receipt
            ? receipt : ReceiptErrors.NotFound;
    }
}

/// <summary>The receipt's number.</summary>
public sealed class ReadDeletionRequest
{
    public string? ReceiptId { get; init; }
}

/// <summary>Refusals about receipts; only merchants' programs receive them.</summary>
public static class ReceiptErrors
{
    public static readonly Refusal NamesNone = Refusal.Invalid("receipt_id", "receipt.required", "Name the receipt by its number.");
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "receipt.not_found", "There is no such receipt.");
}
