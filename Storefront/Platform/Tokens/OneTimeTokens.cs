using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Texts;

namespace Storefront.Platform.Tokens;

/// <summary>Issues, finds, spends and revokes the tokens of mailed links; each is valid once, for its merchant, purpose and
/// address.</summary>
public sealed class OneTimeTokens(StorefrontDb db, LinkLookup links, CurrentMerchant currentMerchant, TimeProvider clock)
{
    /// <summary>How long after a mail another request for the same link mails nothing.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Creates a token for a customer and returns its secret, which is stored nowhere; older tokens of the purpose are
    /// superseded.</summary>
    /// <remarks>Call it inside the transaction of the mail that carries the secret.</remarks>
    public async Task<(OneTimeToken Token, string Secret)> IssueAsync(
        Customer customer, TokenPurpose purpose, LinkLifetime lifetime, CancellationToken ct)
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
            ExpiresAt = lifetime.EndFrom(now, ShopTime.ZoneOf(currentMerchant.Merchant)),
        };
        db.Insert(token);
        return (token, secret);
    }

    /// <summary>Whether a link of this purpose was mailed to the customer within ten minutes and still works.</summary>
    /// <remarks>A time ahead comes from a clock that was set back, and is ignored.</remarks>
    public Task<bool> WasJustMailedAsync(Customer customer, TokenPurpose purpose, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = now - Pause;
        return OpenOf(customer).AnyAsync(
            token => token.Purpose == purpose && token.Address == customer.NormalizedEmail && token.CreatedAt > since && token.CreatedAt <= now
                && token.ExpiresAt > now,
            ct);
    }

    /// <summary>The token of this secret at the scope's merchant, in any state, as committed now; null when there is none, or when it was
    /// mailed to another address than the given one.</summary>
    public ValueTask<OneTimeToken?> FindAsync(TokenPurpose purpose, EmailAddress? address, string? secret, CancellationToken ct) =>
        links.FindAsync(currentMerchant.Id, purpose, address, secret, ct);

    /// <summary>Spends an open token; exactly one caller ever gets true.</summary>
    /// <param name="token">The token as it was found.</param>
    /// <param name="usedBy">The hash that identifies a repeat of the same browser.</param>
    /// <param name="ct">Cancels the statement.</param>
    /// <remarks>One guarded UPDATE: a read and a write in two steps let several of 64 parallel callers through. Call it inside the
    /// transaction of its effect.</remarks>
    public async Task<bool> TrySpendAsync(OneTimeToken token, byte[] usedBy, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await Usable(token, now)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedAt, now).SetProperty(row => row.UsedBy, usedBy), ct) == 1;
    }

    /// <summary>Ends an open token as declined; a simultaneous spending and declining exclude each other.</summary>
    /// <remarks>One guarded UPDATE, as for spending.</remarks>
    public async Task<bool> TryDeclineAsync(OneTimeToken token, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await Usable(token, now).ExecuteUpdateAsync(set => set.SetProperty(row => row.DeclinedAt, now), ct) == 1;
    }

    /// <summary>Ends every open token of a locked customer and purpose as declined.</summary>
    public Task DeclineAllAsync(Customer customer, TokenPurpose purpose, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return OpenOf(customer).Where(token => token.Purpose == purpose)
            .ExecuteUpdateAsync(set => set.SetProperty(token => token.DeclinedAt, now), ct);
    }

    /// <summary>Records that a browser has shown the page of an open token's link; exactly one caller ever gets true.</summary>
    public async Task<bool> TryOpenAsync(OneTimeToken token, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await Usable(token, now).Where(row => row.OpenedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.OpenedAt, now), ct) == 1;
    }

    /// <summary>Supersedes the open tokens of a customer and purpose.</summary>
    public Task SupersedeAsync(Customer customer, TokenPurpose purpose, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return OpenOf(customer).Where(token => token.Purpose == purpose)
            .ExecuteUpdateAsync(set => set.SetProperty(token => token.SupersededAt, now), ct);
    }

    /// <summary>Revokes every open token of a customer, because earlier mailed links no longer match who may use the account.</summary>
    /// <remarks>Call it inside the transaction of the change that causes this.</remarks>
    public Task VoidAllAsync(Customer customer, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return OpenOf(customer).ExecuteUpdateAsync(set => set.SetProperty(token => token.RevokedAt, now), ct);
    }

    /// <summary>Supersedes the open tokens of a customer and purpose.</summary>
    public Task VoidAsync(Customer customer, TokenPurpose purpose, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return OpenOf(customer).Where(token => token.Purpose == purpose)
            .ExecuteUpdateAsync(set => set.SetProperty(token => token.RevokedAt, now), ct);
    }

    private IQueryable<OneTimeToken> OpenOf(Customer customer) =>
        db.OneTimeTokens.Where(OneTimeToken.IsOpen).Where(token => token.CustomerId == customer.Id);

    // The same condition as OneTimeToken.StateAt, in the statement that succeeds for one caller only.
    private IQueryable<OneTimeToken> Usable(OneTimeToken token, DateTimeOffset now) =>
        db.OneTimeTokens.Where(OneTimeToken.IsOpen).Where(row => row.Id == token.Id && row.ExpiresAt > now);
}
