using Microsoft.EntityFrameworkCore;
using Storefront.Domain;
using Storefront.Platform.Operator;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Development;

/// <summary>Fills an empty database with the two demo shops, their tokens and past orders; does nothing once there is any merchant.</summary>
public sealed class DemoStart(IServiceScopeFactory scopes, IConfiguration configuration, TimeProvider clock) : IStartStep
{
    public async Task RunAsync(CancellationToken ct)
    {
        if (!configuration.GetValue<bool>("Demo:Enabled"))
        {
            return;
        }

        var (aurora, birch) = (DemoShops.Aurora(clock.GetUtcNow()), DemoShops.Birch(clock.GetUtcNow()));
        aurora.Language = configuration.GetValue<bool>("Demo:PseudoLanguage") ? PseudoTexts.Language : aurora.Language;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
            if (await db.Merchants.AnyAsync(ct))
            {
                return;
            }

            // One after the other, and numbered by the database: 1 and 2 in a fresh one, and the next merchant gets the next number.
            db.Merchants.Add(aurora);
            await db.SaveChangesAsync(ct);
            db.Merchants.Add(birch);
            await db.SaveChangesAsync(ct);
        }

        await FillAsync(aurora.Id, DemoOrders.OfAurora, [("demo-aurora-token", AbilitySet.All), ("demo-aurora-readonly-token", new(Ability.ReadCustomers.Name))], ct);
        await FillAsync(birch.Id, DemoOrders.OfBirch, [("demo-birch-token", AbilitySet.All)], ct);
    }

    private async Task FillAsync(long merchantId, Func<Merchant, DateTimeOffset, IEnumerable<Order>> orders, (string Secret, AbilitySet Abilities)[] tokens, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        var merchant = await db.Merchants.AsNoTracking().FirstAsync(row => row.Id == merchantId, ct);
        scope.ServiceProvider.GetRequiredService<CurrentMerchant>().Set(merchant);
        var now = clock.GetUtcNow();
        db.MerchantTokens.AddRange(tokens.Select(token => new MerchantToken
        {
            MerchantId = merchantId,
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
