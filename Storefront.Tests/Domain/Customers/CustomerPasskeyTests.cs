using Microsoft.AspNetCore.Identity;

namespace Storefront.Tests.Domain.Customers;

public sealed class CustomerPasskeyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static UserPasskeyInfo Key(uint count) => new([1], [2], Now, count, ["usb"], true, false, false, [3], [4]);

    /// <remarks>Identity's handler compares too, but before the transaction: two sign-ins at once would both pass.</remarks>
    [Theory]
    [InlineData(0u, 0u, true)]
    [InlineData(0u, 1u, true)]
    [InlineData(5u, 6u, true)]
    [InlineData(5u, 5u, false)]
    [InlineData(5u, 4u, false)]
    [InlineData(5u, 0u, false)]
    public void A_counter_must_move_on_unless_the_key_does_not_count(uint stored, uint used, bool isUsed)
    {
        var passkey = CustomerPasskey.Of(new Customer { Id = 3, MerchantId = 7 }, "shop.example", Key(stored), "Key", Now);

        Assert.Equal(isUsed, passkey.TryUse(Key(used), Now.AddDays(1)));

        Assert.Equal((isUsed ? used : stored, isUsed ? Now.AddDays(1) : null), (passkey.Data.SignCount, passkey.LastUsedAt));
    }

    [Fact]
    public void What_the_authenticator_said_of_itself_is_not_kept()
    {
        var passkey = CustomerPasskey.Of(new Customer { Id = 3, MerchantId = 7 }, "shop.example", Key(0), "Key", Now);

        Assert.Equal((0, 0), (passkey.Data.AttestationObject.Length, passkey.Data.ClientDataJson.Length));
        Assert.Equal((7, 3, "shop.example"), (passkey.MerchantId, passkey.UserId, passkey.Host));
    }
}
