using Storefront.Features.Staff.Team;
using Storefront.Platform.Results;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Staff;

/// <summary>Staff on a real PostgreSQL: migrated, invited, counted, removed.</summary>
public sealed class PostgresStaffTests(PostgresPlatform postgres) : IClassFixture<PostgresPlatform>
{
    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task A_member_joins_signs_in_again_and_is_removed()
    {
        const string email = "postgres@staff.example";
        var platform = postgres.Platform;
        var browser = await platform.JoinAsync(platform.Birch, email, StaffRole.Manager);
        Assert.NotNull((await platform.StaffBrowser().SignInAsync(email, "wrong-horse-battery")).Problem("email"));
        Assert.Equal("/admin", (await platform.StaffBrowser().SignInAsync(email, Shop.GoodPassword)).Location);

        var id = await platform.StaffIdAsync(email);
        Assert.Equal("staff.already", (await platform.InviteStaffAsync(platform.Birch, email, StaffRole.Viewer)).Refusal!.Code);
        var removed = await platform.AsOwnerAsync<RemoveStaff, Done>(platform.Birch, (remove, caller) => remove.RunAsync(caller, id, default));
        Assert.False(removed.IsRefused);
        Assert.False(await browser.IsSignedInAsync());
    }
}
