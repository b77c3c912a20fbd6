using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Browse;

/// <summary>A search finds the names that the list shows, and the address; nothing of another merchant.</summary>
public sealed class InvitationSearchTests(TestPlatform sqlite, PostgresPlatform postgres)
    : IClassFixture<TestPlatform>, IClassFixture<PostgresPlatform>
{
    [Fact]
    public Task A_registered_account_is_found_by_its_invited_name_until_it_is_accepted() => FindsAsync(sqlite);

    [RequiresProgramFact("initdb", asRoot: false)]
    public Task PostgreSQL_finds_it_alike() => FindsAsync(postgres.Platform);

    [Fact]
    public async Task Names_of_an_older_version_are_folded_by_the_migration()
    {
        await using var platform = new TestPlatform();
        await RegisterAndInviteAsync(platform, "older@example.com");
        await platform.AsAsync(platform.Aurora, db => db.Invitations.ExecuteUpdateAsync(set =>
            set.SetProperty(row => row.FoldedName, "").SetProperty(row => row.FoldedLastname, "")));
        Assert.Empty(await EmailsAsync(platform.Aurora, "ostergard"));

        await platform.AsAsync(platform.Aurora, async db =>
        {
            await FoldedNames.FillAsync(db, default);
            return 0;
        });

        Assert.Equal(["older@example.com"], await EmailsAsync(platform.Aurora, "ostergard"));
    }

    private static async Task FindsAsync(TestPlatform platform)
    {
        const string email = "registered-search@example.com";
        await RegisterAndInviteAsync(platform, email);
        await platform.Birch.InviteAsync("stranger-search@example.com", "Åsa", "Östergård");

        foreach (var wanted in new[] { "åsa öst", "ASA", "ostergard", "registered-s" })
        {
            Assert.Equal([email], await EmailsAsync(platform.Aurora, wanted));
        }

        Assert.Empty(await EmailsAsync(platform.Aurora, "mallory"));
        Assert.True((await new ApiDoor(platform.Aurora).AcceptAsync(await platform.Aurora.NewestLinkAsync(email), Shop.GoodPassword)).IsSignedIn);
        Assert.Equal([email], await EmailsAsync(platform.Aurora, "ostergard"));
        var customer = (await platform.Aurora.FindCustomerAsync(email))!;
        await platform.Aurora.MerchantApi.PostAsync("customers/update", new { customer_id = customer.Id, lastname = "Nowak" });
        Assert.Empty(await EmailsAsync(platform.Aurora, "ostergard"));
        Assert.Equal([email], await EmailsAsync(platform.Aurora, "nowak"));
    }

    private static async Task RegisterAndInviteAsync(TestPlatform platform, string email)
    {
        await new ApiDoor(platform.Aurora).RegisterAsync(email, Shop.GoodPassword, "Mallory");
        await platform.MailsAsync();
        await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email, firstname = "Åsa", lastname = "Östergård" });
    }

    private static async Task<List<string>> EmailsAsync(Shop shop, string wanted) =>
        [.. (await shop.MerchantApi.PostAsync("customers/invitations/all", new { search_query = wanted })).Data.GetProperty("data").EnumerateArray()
            .Select(row => row.GetProperty("email").GetString()!)];
}
