using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Admin.Invitations;
using Storefront.Tests.Features.Staff;
using Storefront.Tests.Support;

namespace Storefront.Tests.Admin;

/// <summary>A screen opened by an owner without a second factor, where one is demanded.</summary>
public sealed class SecondFactorScreenTests(OutsideDevelopment site) : AdminComponentTest(site.Program), IClassFixture<OutsideDevelopment>
{
    [Theory]
    [InlineData(StaffRole.Owner, 1, "/admin/two-factor/set-up?return=%2Fadmin%2Fshops%2F1%2Finvitations%3Ftab%3Dbounced")]
    [InlineData(StaffRole.Owner, 2, "/admin/shops/1/invitations?tab=bounced")]
    [InlineData(StaffRole.Manager, 1, "/admin/shops/1/invitations?tab=bounced")]
    public async Task An_owner_who_opens_a_link_is_led_to_the_set_up_with_the_way_back(StaffRole role, long shopId, string expected)
    {
        var email = $"{role}-{shopId}@screens.example".ToLowerInvariant();
        await site.Developers.JoinAsync(site.Developers.Aurora, email, role);
        await SignInAsync(email);
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("/admin/shops/1/invitations?tab=bounced");

        ShowScreen(typeof(InvitationsPage), new() { ["ShopId"] = shopId });

        await Eventually.IsSoAsync(() => navigation.Uri.EndsWith(expected, StringComparison.Ordinal));
    }
}
