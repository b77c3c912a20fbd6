using System.Net;

namespace Storefront.Tests.Domain.Values;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("fe80::1%3", "fe80::/64")]
    [InlineData("::1", "::/64")]
    public void Addresses_of_one_subscriber_share_one_limit(string address, string bucket) =>
        Assert.Equal(bucket, ClientAddress.Bucket(IPAddress.Parse(address)));

    [Fact]
    public void Callers_without_an_address_share_one_limit() => Assert.Equal("unknown", ClientAddress.Bucket(null));
}
