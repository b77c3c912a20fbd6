using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Api.Idempotency;

/// <summary>Stores the claim of an executed request and its answer, in the transaction of its work; finds both for a day.</summary>
public sealed class IdempotencyStore(StorefrontDb db, CurrentMerchant currentMerchant, AddressHasher hasher, TimeProvider clock)
{
    /// <summary>How long a key is stored.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private DateTimeOffset ForgottenSince => clock.GetUtcNow() - Memory;

    /// <summary>What is stored for a claim: the HMAC of its body, and its encrypted answer; null when nothing is stored.</summary>
    public Task<FormerRequest?> FindAsync(byte[] mark, CancellationToken ct)
    {
        var since = ForgottenSince;
        return db.IdempotencyClaims.AsNoTracking().Where(claim => claim.Key == mark && claim.CreatedAt > since)
            .Select(claim => new FormerRequest(
                claim.Request, db.IdempotentAnswers.Where(answer => answer.ClaimId == claim.Id).Select(answer => answer.Content).FirstOrDefault()))
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Executes the work once: claim, work and answer are stored together or not at all. Refused when another request was
    /// first.</summary>
    /// <param name="mark">The HMAC of the key.</param>
    /// <param name="request">The HMAC of the body.</param>
    /// <param name="work">Runs the work in transactions that become parts of this one, and returns what to store; null stores
    /// nothing.</param>
    /// <param name="ct">Ends the waiting.</param>
    public Task<Result<Done>> RunOnceAsync(byte[] mark, byte[] request, Func<Task<AnswerToKeep?>> work, CancellationToken ct) =>
        db.InOuterTransactionAsync<Done>(async () =>
    {
        var (now, since) = (clock.GetUtcNow(), ForgottenSince);
        await db.IdempotencyClaims.Where(former => former.Key == mark && former.CreatedAt <= since).ExecuteDeleteAsync(ct);
        var claim = new IdempotencyClaim { MerchantId = currentMerchant.Id, Key = mark, Request = request, CreatedAt = now };
        db.Insert(claim);
        if (!await db.TrySaveAsync(ct))
        {
            return IdempotencyErrors.Claimed;
        }

        if (await work() is not { } answer)
        {
            return IdempotencyErrors.NotKept;
        }

        // A claim without an answer means that the customer was erased, also when the request itself did it.
        if (answer.CustomerId is not { } customerId || await db.TryHoldAsync(customerId, ct))
        {
            db.Insert(new IdempotentAnswer
            {
                MerchantId = currentMerchant.Id,
                ClaimId = claim.Id,
                CustomerId = answer.CustomerId,
                AddressHash = answer.Address is { } address ? hasher.Hash(currentMerchant.Id, address) : null,
                Content = answer.Content
            });
        }

        return Done.Value;
    }, ct);
}

/// <summary>The HMAC of an earlier request's body, and its encrypted answer; null once its customer is erased.</summary>
public sealed record FormerRequest(byte[] Request, byte[]? Answer);

/// <summary>An encrypted answer, the customer whom it concerns, and the canonical address that it shows.</summary>
public sealed record AnswerToKeep(byte[] Content, long? CustomerId, string? Address);
