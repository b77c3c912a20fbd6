using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Identity;

/// <summary>Identity's user manager and store see only the scope's merchant, and leave saving to the caller.</summary>
public sealed class CustomerStoreTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Email = "Store@Example.com";

    public static TheoryData<string> LookUps => [.. Finders.Keys];

    private static Dictionary<string, Func<UserManager<Customer>, Customer, Task<Customer?>>> Finders { get; } = new()
    {
        ["by address"] = (users, _) => users.FindByEmailAsync(Email),
        ["by address in another case"] = (users, _) => users.FindByEmailAsync("STORE@example.COM"),
        ["by name"] = (users, _) => users.FindByNameAsync(Email),
        ["by number"] = (users, customer) => users.FindByIdAsync($"{customer.Id}"),
        ["among all"] = (users, customer) => users.Users.SingleOrDefaultAsync(row => row.Id == customer.Id),
    };

    [Theory, MemberData(nameof(LookUps))]
    public async Task A_customer_is_found_at_their_own_shop_only(string lookUp)
    {
        await EnsureAsync();
        var customer = (await platform.Aurora.FindCustomerAsync(Email))!;

        Assert.Equal(customer.Id, (await FindAsync(platform.Aurora, lookUp, customer))?.Id);
        Assert.Null(await FindAsync(platform.Birch, lookUp, customer));
    }

    [Fact]
    public async Task An_invalid_address_finds_nobody()
    {
        await EnsureAsync();

        Assert.Null(await platform.AsAsync(platform.Aurora, (_, services) => Users(services).FindByEmailAsync("no address")));
    }

    [Fact]
    public async Task The_store_saves_nothing_until_the_callers_transaction_does()
    {
        await EnsureAsync();

        await platform.AsAsync(platform.Aurora, async (_, services) =>
        {
            var store = services.GetRequiredService<IUserStore<Customer>>();
            var customer = (await store.FindByNameAsync(Email.ToLowerInvariant(), default))!;
            customer.Firstname = "Unsaved";
            return await store.UpdateAsync(customer, default);
        });

        Assert.NotEqual("Unsaved", (await platform.Aurora.FindCustomerAsync(Email))!.Firstname);
    }

    private static UserManager<Customer> Users(IServiceProvider services) => services.GetRequiredService<UserManager<Customer>>();

    private Task<Customer?> FindAsync(Shop shop, string lookUp, Customer customer) =>
        platform.AsAsync(shop, (_, services) => Finders[lookUp](Users(services), customer));

    private async Task EnsureAsync()
    {
        if (await platform.Aurora.FindCustomerAsync(Email) is null)
        {
            await platform.Aurora.InviteAsync(Email);
        }
    }
}
