using Microsoft.Extensions.DependencyInjection;
using Storefront.Admin;
using Storefront.Features.Invitations;
using Storefront.Features.Invitations.Browse;
using Storefront.Features.Invitations.Invite;
using Storefront.Features.Staff.Team;
using Storefront.Platform.Api;
using Storefront.Platform.Results;
using Storefront.Tests.Features.Staff;
using Storefront.Tests.Support;

namespace Storefront.Tests.Admin;

/// <summary>Roles, shops and sessions as an open page meets them.</summary>
public sealed class ShopOperationsTests(TestPlatform platform) : AdminComponentTest(platform), IClassFixture<TestPlatform>
{
    private ShopOperations Operations => Services.GetRequiredService<ShopOperations>();

    [Theory]
    [InlineData(StaffRole.Viewer, false)]
    [InlineData(StaffRole.Manager, true)]
    [InlineData(StaffRole.Owner, true)]
    public async Task Every_role_reads_and_a_viewer_changes_nothing(StaffRole role, bool mayInvite)
    {
        var email = $"{role}@roles.example".ToLowerInvariant();
        await Platform.JoinAsync(Platform.Aurora, email, role);
        await OpenAsync(Platform.Aurora, email);

        Assert.False((await ListAsync(1)).IsRefused);
        var invited = await InviteAsync(1, $"invited-by-{role}@example.com");

        Assert.Equal(mayInvite ? null : "auth.forbidden", invited.Refusal?.Code);
        Assert.Equal(mayInvite, await Platform.Aurora.FindCustomerAsync($"invited-by-{role}@example.com") is not null);
    }

    [Fact]
    public async Task Another_shop_is_as_unknown_as_none()
    {
        await OpenAsync(Platform.Aurora, StaffScene.OwnerOfAurora);

        foreach (var shop in new[] { 2L, 99L, 0L, -1L })
        {
            Assert.Equal("admin.no_shop", (await ListAsync(shop)).Refusal?.Code);
            Assert.Equal("admin.no_shop", (await InviteAsync(shop, "crossing@example.com")).Refusal?.Code);
        }

        Assert.Null(await Platform.Birch.FindCustomerAsync("crossing@example.com"));
    }

    [Fact]
    public async Task A_removed_member_may_do_nothing_more_on_an_open_page()
    {
        const string email = "leaver@roles.example";
        await Platform.JoinAsync(Platform.Aurora, email, StaffRole.Owner);
        await OpenAsync(Platform.Aurora, email);
        var id = await Platform.StaffIdAsync(email);

        await Platform.AsOwnerAsync<RemoveStaff, Done>(Platform.Aurora, (remove, caller) => remove.RunAsync(caller, id, default));

        Assert.Equal("admin.no_shop", (await ListAsync(1)).Refusal?.Code);
    }

    private Task<Result<Page<InvitationSummary>>> ListAsync(long shopId) =>
        Operations.RunAsync<ListInvitations, Page<InvitationSummary>>(shopId, (list, caller) => list.RunAsync(caller, new(), default));

    private Task<Result<InvitedCustomer>> InviteAsync(long shopId, string email) => Operations.RunAsync<InviteCustomer, InvitedCustomer>(
        shopId, (invite, caller) => invite.RunAsync(caller, new() { Email = email }, default));
}
