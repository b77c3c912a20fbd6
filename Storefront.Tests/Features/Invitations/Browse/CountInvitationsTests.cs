using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Browse;

/// <summary>The numbers of a merchant's invitations agree with its lists.</summary>
public sealed class CountInvitationsTests(ListInvitationsTests.Invited invited) : IClassFixture<ListInvitationsTests.Invited>
{
    [Fact]
    public async Task Each_state_is_counted_on_both_databases()
    {
        Assert.Equal("2,1,1,1,0,0", await CountAsync(invited.Platform.Aurora));
        Assert.Equal("0,0,0,1,0,0", await CountAsync(invited.Platform.Birch, TimeSpan.FromDays(30)));
        if (invited.Postgres is { } postgres)
        {
            Assert.Equal("2,1,1,1,0,0", await CountAsync(postgres.Aurora));
        }
    }

    private static async Task<string> CountAsync(Shop shop, TimeSpan later = default)
    {
        shop.Platform.Clock.Turn(later);
        var counts = (await shop.MerchantApi.PostAsync("customers/invitations/counts")).Data.GetProperty("counts");
        return string.Join(
            ',',
            ((string[])["pending", "accepted", "declined", "expired", "revoked", "bounced"]).Select(name => counts.GetProperty(name).GetInt32()));
    }
}
