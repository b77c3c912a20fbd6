using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Accept;

public sealed class GuestOrdersTests
{
    private const string Jane = "jane@example.com";

    private static Task<int> LinkedAsync(Shop shop) => shop.CountAsync(db => db.Orders.Where(order => order.CustomerId != null));

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task Accepting_links_the_guest_orders_of_the_address_at_this_shop(string name)
    {
        await using var platform = new TestPlatform();
        var door = platform.Aurora.Door(name);
        var link = await platform.Aurora.InviteAsync("JANE@example.com");
        Assert.Equal(0, await LinkedAsync(platform.Aurora));
        await door.AcceptAsync(link, "short");
        Assert.Equal(0, await LinkedAsync(platform.Aurora));

        var accepted = await door.AcceptAsync(link, Shop.GoodPassword);

        Assert.Equal(["AUR-1003", "AUR-1002", "AUR-1001"], await door.OrdersAsync(accepted.Session!));
        Assert.Equal(0, await LinkedAsync(platform.Birch));
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task Another_customers_acceptance_does_not_link_them(string name)
    {
        await using var platform = new TestPlatform();
        var door = platform.Aurora.Door(name);

        var accepted = await door.AcceptAsync(await platform.Aurora.InviteAsync("jane@example.org"), Shop.GoodPassword);

        Assert.Empty(await door.OrdersAsync(accepted.Session!));
        Assert.Equal(0, await LinkedAsync(platform.Aurora));
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task Orders_unlinked_by_an_erasure_are_never_linked_again(string name)
    {
        await using var platform = new TestPlatform();
        var door = platform.Aurora.Door(name);
        var first = await door.AcceptAsync(await platform.Aurora.InviteAsync(Jane), Shop.GoodPassword);
        Assert.True((await door.DeleteAsync(first.Session!, Shop.GoodPassword)).IsDone);

        var second = await door.AcceptAsync(await platform.Aurora.InviteAsync(Jane), Shop.GoodPassword);

        Assert.True(second.IsSignedIn);
        Assert.Empty(await door.OrdersAsync(second.Session!));
        Assert.Equal(
            3,
            await platform.Aurora.CountAsync(db =>
                db.Orders.Where(order => order.CustomerId == null && order.UnlinkedAt != null && order.BuyerEmail == Jane)));
        var birch = await new ApiDoor(platform.Birch).AcceptAsync(await platform.Birch.InviteAsync(Jane), Shop.GoodPassword);
        Assert.Equal(["BIR-5001"], await new ApiDoor(platform.Birch).OrdersAsync(birch.Session!));
    }
}
