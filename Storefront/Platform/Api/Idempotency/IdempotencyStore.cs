using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Api.Idempotency;

/// <summary>Keeps that a request was carried out, and its answer, in the transaction of its work; finds both for a day.</summary>
public sealed class IdempotencyStore(StorefrontDb db, CurrentMerchant currentMerchant, TimeProvider clock)
{
    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private DateTimeOffset ForgottenSince => clock.GetUtcNow() - Memory;

    /// <summary>What is known of a claim: what stands for its body, and its answer as it was stored; null where nothing is known.</summary>
    public Task<FormerRequest?> FindAsync(byte[] mark, CancellationToken ct)
    {
        var since = ForgottenSince;
        return db.IdempotencyClaims.AsNoTracking().Where(claim => claim.Key == mark && claim.CreatedAt > since)
            .Select(claim => new FormerRequest(claim.Request, db.IdempotentAnswers.Where(answer => answer.ClaimId == claim.Id).Select(answer => answer.Content).FirstOrDefault()))
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Carries out the work once: claim, work and answer are stored together or not at all. Refused where somebody else was first.</summary>
    /// <param name="mark">What stands for the key.</param>
    /// <param name="request">What stands for the body.</param>
    /// <param name="work">Does the work in transactions that become parts of this one, and tells what to keep; null keeps nothing of it.</param>
    /// <param name="ct">Ends the waiting.</param>
    public Task<Result<Done>> RunOnceAsync(byte[] mark, byte[] request, Func<Task<AnswerToKeep?>> work, CancellationToken ct) => db.InOuterTransactionAsync<Done>(async () =>
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

        // The claim alone tells that somebody was erased, also where the request itself did it.
        if (answer.CustomerId is not { } customerId || await db.TryHoldAsync(customerId, ct))
        {
            db.Insert(new IdempotentAnswer { MerchantId = currentMerchant.Id, ClaimId = claim.Id, CustomerId = answer.CustomerId, Content = answer.Content });
        }

        return Done.Value;
    }, ct);
}

/// <summary>What stands for the body of an earlier request, and its encrypted answer; null once its customer is erased.</summary>
public sealed record FormerRequest(byte[] Request, byte[]? Answer);

/// <summary>An encrypted answer, and the customer of whom it speaks.</summary>
public sealed record AnswerToKeep(byte[] Content, long? CustomerId);
