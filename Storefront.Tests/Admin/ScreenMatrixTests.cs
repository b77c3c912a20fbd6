using System.Reflection;
using Bunit;
using Microsoft.AspNetCore.Components;
using Storefront.Admin;
using Storefront.Tests.Features.Staff;
using Storefront.Tests.Support;

namespace Storefront.Tests.Admin;

/// <summary>Every screen of a shop, for every role, at one's own shop, at another and at none.</summary>
public sealed class ScreenMatrixTests(TestPlatform platform) : AdminComponentTest(platform), IClassFixture<TestPlatform>
{
    private const string NotFound = "Shop not found";

    // What a screen offers that changes something: buttons and choices by their names.
    private static readonly string[] Writes =
        ["Invite somebody", "Check the list", "Edit", "Erase", "Save", "Create a token", "Create a webhook", "Invite a member", "Remove"];

    private static IReadOnlyList<Type> Screens =>
    [
        .. typeof(AdminPages).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ShopScreen))
            && type.GetCustomAttribute<RouteAttribute>() is not null),
    ];

    [Fact]
    public async Task A_screen_of_another_shop_is_drawn_like_one_of_no_shop()
    {
        await Platform.Birch.CustomerAsync("screens@birch.example");
        var customer = (await Platform.Birch.FindCustomerAsync("screens@birch.example"))!.Id;
        await OpenAsync(Platform.Aurora, StaffScene.OwnerOfAurora);

        Assert.True(Screens.Count >= 9);
        foreach (var screen in Screens)
        {
            var (another, none) = (await DrawAsync(screen, 2, customer), await DrawAsync(screen, 99, customer));
            Assert.Contains(NotFound, another, StringComparison.Ordinal);
            Assert.Equal(none, another);
        }
    }

    [Theory, InlineData(StaffRole.Viewer), InlineData(StaffRole.Manager), InlineData(StaffRole.Owner)]
    public async Task Every_role_sees_every_screen_and_a_viewer_nothing_that_writes(StaffRole role)
    {
        var email = $"{role}@screens.example".ToLowerInvariant();
        await Platform.JoinAsync(Platform.Aurora, email, role);
        await Platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = $"seen-by-{email}" });
        var customer = (await Platform.Aurora.FindCustomerAsync($"seen-by-{email}"))!.Id;
        await OpenAsync(Platform.Aurora, email);
        var offered = new List<string>();

        foreach (var screen in Screens)
        {
            var drawn = Show(screen, 1, customer);
            await Eventually.IsSoAsync(() => drawn.FindAll(".screen-wait").Count == 0 && drawn.FindAll("h1").Count == 1);
            Assert.DoesNotContain(NotFound, drawn.Markup, StringComparison.Ordinal);
            offered.AddRange(drawn.FindAll(".admin-main button:not([disabled])")
                .Where(button => button.Closest("fieldset[disabled]") is null).Select(button => button.TextContent.Trim()));
            await DisposeComponentsAsync();
        }

        var expected = role switch
        {
            StaffRole.Viewer => ["Remove"],
            StaffRole.Manager => ["Edit", "Erase", "Invite somebody", "Remove", "Save"],
            _ => Writes.Except(["Check the list"]),
        };
        Assert.Equal(expected.Order(StringComparer.Ordinal), offered.Intersect(Writes).Order(StringComparer.Ordinal));
    }

    private async Task<string> DrawAsync(Type screen, long shopId, long customer)
    {
        var drawn = Show(screen, shopId, customer).Find(".admin-main").InnerHtml;
        await DisposeComponentsAsync();
        return drawn;
    }

    private IRenderedComponent<IComponent> Show(Type screen, long shopId, long customer)
    {
        var values = new Dictionary<string, object?> { [nameof(ShopScreen.ShopId)] = shopId };
        if (screen.GetProperty("CustomerId") is not null)
        {
            values["CustomerId"] = customer;
        }

        return ShowScreen(screen, values);
    }
}
