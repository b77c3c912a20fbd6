using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Tokens;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Tokens;

/// <summary>A link can be spent or declined exactly when <see cref="OneTimeToken.StateAt"/> returns usable, whatever has ended
/// it.</summary>
public sealed class OneTimeTokenSpendingTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static int _number;

    public static TheoryData<bool, bool, bool, bool, bool> Endings
    {
        get
        {
            var data = new TheoryData<bool, bool, bool, bool, bool>();
            for (var bits = 0; bits < 32; bits++)
            {
                data.Add((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Endings))]
    public async Task A_link_is_spent_or_declined_exactly_when_it_is_usable(bool used, bool declined, bool revoked, bool superseded, bool expired)
    {
        foreach (var spend in new[] { true, false })
        {
            var token = await TokenAsync(used, declined, revoked, superseded, expired);
            var isUsable = token.StateAt(platform.Clock.Now) == LinkState.Usable;

            Assert.False(await EndAsync(platform.Birch, token, spend));
            Assert.Equal(isUsable, await EndAsync(platform.Aurora, token, spend));
            Assert.False(await EndAsync(platform.Aurora, token, spend));
        }
    }

    private async Task<bool> EndAsync(Shop shop, OneTimeToken token, bool spend) =>
        (await platform.AsAsync(shop, (db, services) => db.InTransactionAsync<bool>(
        async () =>
        {
            var tokens = services.GetRequiredService<OneTimeTokens>();
            return await (spend ? tokens.TrySpendAsync(token, [1], default) : tokens.TryDeclineAsync(token, default));
        },
        default))).Value;

    private async Task<OneTimeToken> TokenAsync(bool used, bool declined, bool revoked, bool superseded, bool expired) =>
        await platform.AsAsync(platform.Aurora, async db =>
    {
        var (now, name) = (platform.Clock.Now, $"spending{Interlocked.Increment(ref _number)}@example.com");
        var token = new OneTimeToken
        {
            MerchantId = platform.Aurora.Id,
            Customer = new() { MerchantId = platform.Aurora.Id, Email = name, NormalizedEmail = name },
            Purpose = TokenPurpose.AcceptInvitation,
            Hash = System.Text.Encoding.UTF8.GetBytes(name),
            Address = name,
            CreatedAt = now,
            ExpiresAt = expired ? now : now.AddMilliseconds(1),
            UsedAt = used ? now : null,
            DeclinedAt = declined ? now : null,
            RevokedAt = revoked ? now : null,
            SupersededAt = superseded ? now : null,
        };
        db.Add(token);
        await db.SaveChangesAsync();
        return await db.OneTimeTokens.AsNoTracking().SingleAsync(row => row.Id == token.Id);
    });
}
