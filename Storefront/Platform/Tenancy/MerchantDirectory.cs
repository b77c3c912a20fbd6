using Storefront.Platform.Caching;

namespace Storefront.Platform.Tenancy;

/// <summary>Finds open merchants by host or number; a change or suspension takes effect within <see cref="Freshness"/>, on PostgreSQL at
/// once.</summary>
/// <remarks>Requests share the returned objects; do not change them.</remarks>
public sealed class MerchantDirectory(IServiceScopeFactory scopes, TimeProvider clock) : IMerchantCache
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    // Bounded, because unknown hosts are cached too and anybody can invent them.
    private readonly TimedCache<object, Merchant?> _known = new(20_000, clock, Freshness);

    /// <summary>The merchant of a normalized host name, or null when no open merchant has it.</summary>
    public async Task<Merchant?> FindByHostAsync(string host, CancellationToken ct) => Open(await FindAnyByHostAsync(host, ct));

    /// <summary>The suspended merchant of a normalized host name; only for the page that says so.</summary>
    public async Task<Merchant?> FindClosedByHostAsync(string host, CancellationToken ct) =>
        await FindAnyByHostAsync(host, ct) is { SuspendedAt: not null } closed ? closed : null;

    /// <summary>The merchant with this number, or null when there is no open one.</summary>
    public async Task<Merchant?> FindByIdAsync(long id, CancellationToken ct) =>
        Open(await FindAsync(id, merchants => merchants.FindByIdAsync(id, ct)));

    public void Forget() => _known.Clear();

    private static Merchant? Open(Merchant? merchant) => merchant is { SuspendedAt: null } ? merchant : null;

    private Task<Merchant?> FindAnyByHostAsync(string host, CancellationToken ct) =>
        FindAsync(host, merchants => merchants.FindByHostAsync(host, ct));

    private async Task<Merchant?> FindAsync(object key, Func<IMerchantStore, Task<Merchant?>> find)
    {
        if (_known.TryGet(key, out var merchant))
        {
            return merchant;
        }

        var clearings = _known.Clearings;
        await using var scope = scopes.CreateAsyncScope();
        merchant = await find(scope.ServiceProvider.GetRequiredService<IMerchantStore>());
        return _known.Set(key, merchant, clearings);
    }
}
