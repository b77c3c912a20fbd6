using System.Collections.Concurrent;

namespace Storefront.Platform.Persistence.Statements;

/// <summary>Finds the row that a request begins with, and its customer if it has one, in one statement without a context; the row is not
/// tracked.</summary>
/// <remarks>A context and a translated query would cost several times as much (ADR 0021). It sees committed rows and nothing of an open
/// transaction.</remarks>
public sealed class UntrackedLookup(ICommittedReads reads, StorefrontModel model)
{
    private readonly ConcurrentDictionary<(Type Row, string Columns), object> _rows = [];

    /// <summary>The customer of a canonical address.</summary>
    public ValueTask<Customer?> FindCustomerAsync(long merchantId, string address, CancellationToken ct) =>
        FindAsync<Customer>(ct, (nameof(Customer.MerchantId), merchantId), (nameof(Customer.NormalizedEmail), address));

    /// <summary>The token of a mailed link, by the key of its secret.</summary>
    public ValueTask<OneTimeToken?> FindLinkAsync(long merchantId, TokenPurpose purpose, byte[] hash, CancellationToken ct) =>
        FindAsync<OneTimeToken>(
        ct, (nameof(OneTimeToken.MerchantId), merchantId), (nameof(OneTimeToken.Purpose), (int)purpose), (nameof(OneTimeToken.Hash), hash));

    /// <summary>The token of a mailed link, by the key of its secret and the number of its customer.</summary>
    public ValueTask<OneTimeToken?> FindLinkAsync(long merchantId, TokenPurpose purpose, byte[] hash, long customerId, CancellationToken ct) =>
        FindAsync<OneTimeToken>(
        ct, (nameof(OneTimeToken.MerchantId), merchantId), (nameof(OneTimeToken.Purpose), (int)purpose), (nameof(OneTimeToken.Hash), hash),
        (nameof(OneTimeToken.CustomerId), customerId));

    /// <summary>The suppression of a hashed address.</summary>
    public ValueTask<Suppression?> FindSuppressionAsync(long merchantId, byte[] hash, CancellationToken ct) =>
        FindAsync<Suppression>(ct, (nameof(Suppression.MerchantId), merchantId), (nameof(Suppression.Hash), hash));

    /// <summary>The session of a hashed secret, open or ended.</summary>
    public ValueTask<Session?> FindSessionAsync(long merchantId, SessionKind kind, byte[] hash, CancellationToken ct) =>
        FindAsync<Session>(ct, (nameof(Session.MerchantId), merchantId), (nameof(Session.Kind), (int)kind), (nameof(Session.Hash), hash));

    /// <summary>The session of a hashed secret at any merchant, for the platform's own hosts, where the token names the merchant.</summary>
    public ValueTask<Session?> FindSessionAtAnyMerchantAsync(SessionKind kind, byte[] hash, CancellationToken ct) =>
        FindAsync<Session>(ct, (nameof(Session.Kind), (int)kind), (nameof(Session.Hash), hash));

    /// <summary>The merchant token of a hashed secret, valid or not.</summary>
    public ValueTask<MerchantToken?> FindMerchantTokenAsync(long merchantId, byte[] hash, CancellationToken ct) =>
        FindAsync<MerchantToken>(ct, (nameof(MerchantToken.MerchantId), merchantId), (nameof(MerchantToken.Hash), hash));

    /// <summary>The merchant token of a hashed secret at any merchant, for the platform's own hosts, where the token names the
    /// merchant.</summary>
    public ValueTask<MerchantToken?> FindMerchantTokenAtAnyMerchantAsync(byte[] hash, CancellationToken ct) =>
        FindAsync<MerchantToken>(ct, (nameof(MerchantToken.Hash), hash));

    private ValueTask<T?> FindAsync<T>(CancellationToken ct, params (string Property, object Value)[] condition)
        where T : class, ITenantOwned
    {
        var row = (UntrackedRow<T>)_rows.GetOrAdd(
            (typeof(T), string.Join(' ', condition.Select(part => part.Property))), _ =>
                new UntrackedRow<T>(model.Value, [.. condition.Select(part => part.Property)]));
        return reads.FirstAsync(row.Statement, [.. condition.Select(part => part.Value)], row.Read, ct);
    }
}
