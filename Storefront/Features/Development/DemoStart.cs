using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Hosting;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Development;

/// <summary>Fills an empty database with the two demo shops, their tokens and past orders. A database with any other merchant is left
/// alone.</summary>
/// <remarks>A start that was killed halfway is completed by the next one: a demo shop without a token gets what is missing.</remarks>
public sealed class DemoStart(IServiceScopeFactory scopes, IConfiguration configuration, TimeProvider clock) : IStartStep
{
    // What may also change the shop itself.
    private static readonly AbilitySet Manager = new(
        string.Join(',', ["*", Ability.ReadShop.Name, Ability.ManageShop.Name, Ability.ManageTokens.Name]));

    public async Task RunAsync(CancellationToken ct)
    {
        if (!configuration.GetValue<bool>("Demo:Enabled"))
        {
            return;
        }

        var (aurora, birch) = (DemoShops.Aurora(clock.GetUtcNow()), DemoShops.Birch(clock.GetUtcNow()));
        aurora.Language = configuration.GetValue<bool>("Demo:PseudoLanguage") ? PseudoTexts.Language : aurora.Language;
        await AddAsync([aurora, birch], ct);
        await FillAsync(
            aurora, DemoOrders.OfAurora,
            [
                ("demo-aurora-token", AbilitySet.All), ("demo-aurora-readonly-token", new(Ability.ReadCustomers.Name)),
                ("demo-aurora-manager-token", Manager),
            ],
            ct);
        await FillAsync(birch, DemoOrders.OfBirch, [("demo-birch-token", AbilitySet.All), ("demo-birch-manager-token", Manager)], ct);
    }

    private async Task AddAsync(IReadOnlyList<Merchant> shops, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        if (await db.Merchants.AnyAsync(ct))
        {
            return;
        }

        await db.InTransactionAsync<Done>(async () =>
        {
            // In order, and numbered by the database: 1 and 2 in a new one; the next merchant gets the next number.
            foreach (var shop in shops)
            {
                db.Merchants.Add(shop);
                await db.SaveChangesAsync(ct);
            }

            return Done.Value;
        }, ct);
    }

    private async Task FillAsync(
        Merchant shop, Func<Merchant, DateTimeOffset, IEnumerable<Order>> orders, (string Secret, AbilitySet Abilities)[] tokens,
        CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        var host = shop.PrimaryHost;
        if (await db.Merchants.AsNoTracking()
            .FirstOrDefaultAsync(row => row.SenderAddress == shop.SenderAddress && row.Hosts.Any(name => name.Host == host), ct) is not { } merchant)
        {
            return;
        }

        scope.ServiceProvider.GetRequiredService<CurrentMerchant>().Set(merchant);
        if (await db.MerchantTokens.AnyAsync(ct))
        {
            return;
        }

        var now = clock.GetUtcNow();
        db.MerchantTokens.AddRange(tokens.Select(token => new MerchantToken
        {
            MerchantId = merchant.Id,
            Name = token.Secret,
            Hash = Secret.Hash(token.Secret),
            Abilities = token.Abilities,
            IsDemo = true,
            CreatedAt = now,
            ExpiresAt = now.AddYears(1),
        }));
        db.Orders.AddRange(orders(merchant, now));
        await db.SaveChangesAsync(ct);
    }
}
