using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Tokens;

/// <summary>Issues, finds, spends and voids the tokens of mailed links; each is good once, for its merchant, purpose and address.</summary>
public sealed class OneTimeTokens(StorefrontDb db, LinkLookup links, CurrentMerchant currentMerchant, TimeProvider clock)
{
    /// <summary>Makes a token for a customer and hands out its secret, which is stored nowhere; older ones of the purpose stop working.</summary>
    /// <remarks>Belongs inside the transaction of the mail that carries the secret.</remarks>
    public async Task<(OneTimeToken Token, string Secret)> IssueAsync(Customer customer, TokenPurpose purpose, TimeSpan lifetime, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (customer.Id != 0)
        {
            await SupersedeAsync(customer, purpose, ct);
        }

        var secret = LinkKey.NewSecret(now);
        var token = new OneTimeToken
        {
            MerchantId = customer.MerchantId,
            Customer = customer,
            Purpose = purpose,
            Hash = LinkKey.Of(secret),
            Address = customer.NormalizedEmail!,
            CreatedAt = now,
            ExpiresAt = now + lifetime,
        };
        db.Insert(token);
        return (token, secret);
    }

    /// <summary>The token of this secret and address at the scope's merchant, in whatever state, as committed now; null when there is none.</summary>
    public ValueTask<OneTimeToken?> FindAsync(TokenPurpose purpose, EmailAddress address, string secret, CancellationToken ct) =>
        links.FindAsync(currentMerchant.Id, purpose, address, secret, ct);

    /// <summary>The token of this secret and customer at the scope's merchant, in whatever state, as committed now; null when there is none.</summary>
    public ValueTask<OneTimeToken?> FindAsync(TokenPurpose purpose, long customerId, string secret, CancellationToken ct) =>
        links.FindAsync(currentMerchant.Id, purpose, customerId, secret, ct);

    /// <summary>Spends the token if nobody did before and it is still good; exactly one caller ever gets true.</summary>
    /// <param name="token">The token as it was found.</param>
    /// <param name="usedBy">Hash by which a repeat of the same browser is recognised.</param>
    /// <param name="ct">Cancels the statement.</param>
    /// <remarks>One guarded UPDATE: reading and writing in two steps let several of 64 parallel callers through. It belongs inside
    /// the transaction of its effect.</remarks>
    public async Task<bool> TrySpendAsync(OneTimeToken token, byte[] usedBy, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await Usable(token, now).ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedAt, now).SetProperty(row => row.UsedBy, usedBy), ct) == 1;
    }

    /// <summary>Ends the token as declined if it is still good; a spending at the same moment and this one exclude each other.</summary>
    /// <remarks>One guarded UPDATE, the same as of spending.</remarks>
    public async Task<bool> TryDeclineAsync(OneTimeToken token, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await Usable(token, now).ExecuteUpdateAsync(set => set.SetProperty(row => row.DeclinedAt, now), ct) == 1;
    }

    /// <summary>Ends the open tokens of a customer and purpose, because something newer takes their place.</summary>
    public Task SupersedeAsync(Customer customer, TokenPurpose purpose, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return OpenOf(customer).Where(token => token.Purpose == purpose).ExecuteUpdateAsync(set => set.SetProperty(token => token.SupersededAt, now), ct);
    }

    /// <summary>Voids every open token of a customer: links mailed before no longer fit who may use the account.</summary>
    /// <remarks>Belongs inside the transaction of what makes them void.</remarks>
    public Task VoidAllAsync(Customer customer, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return OpenOf(customer).ExecuteUpdateAsync(set => set.SetProperty(token => token.RevokedAt, now), ct);
    }

    private IQueryable<OneTimeToken> OpenOf(Customer customer) => db.OneTimeTokens.Where(OneTimeToken.IsOpen).Where(token => token.CustomerId == customer.Id);

    // The same question as OneTimeToken.StateAt, asked by the statement that answers it for one caller only.
    private IQueryable<OneTimeToken> Usable(OneTimeToken token, DateTimeOffset now) =>
        db.OneTimeTokens.Where(OneTimeToken.IsOpen).Where(row => row.Id == token.Id && row.ExpiresAt > now);
}
