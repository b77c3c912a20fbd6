using System.Net;

namespace Storefront.Tests.Domain.Values;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("0.0.0.0"), InlineData("0.1.2.3"), InlineData("10.0.0.1"), InlineData("10.255.255.255")]
    [InlineData("100.64.0.1"), InlineData("100.127.255.254"), InlineData("100.100.100.200")]
    [InlineData("127.0.0.1"), InlineData("127.1.2.3"), InlineData("127.255.255.254")]
    [InlineData("169.254.169.254"), InlineData("169.254.170.2"), InlineData("169.254.0.1")]
    [InlineData("172.16.0.1"), InlineData("172.31.255.255"), InlineData("192.168.0.1"), InlineData("192.168.255.255")]
    [InlineData("192.0.0.1"), InlineData("192.0.0.192"), InlineData("192.0.2.1"), InlineData("192.88.99.1")]
    [InlineData("198.18.0.1"), InlineData("198.19.255.255"), InlineData("198.51.100.1"), InlineData("203.0.113.1")]
    [InlineData("224.0.0.1"), InlineData("239.255.255.255"), InlineData("240.0.0.1"), InlineData("255.255.255.255")]
    [InlineData("::"), InlineData("::1"), InlineData("::7f00:1"), InlineData("::ffff:127.0.0.1"), InlineData("::ffff:7f00:1")]
    [InlineData("::ffff:169.254.169.254"), InlineData("::ffff:10.0.0.1"), InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1"), InlineData("64:ff9b::a9fe:a9fe"), InlineData("64:ff9b:1::a00:1"), InlineData("64:ff9b::808:808")]
    [InlineData("2002:7f00:1::"), InlineData("2002:a9fe:a9fe::"), InlineData("2002:808:808::1"), InlineData("2001::1")]
    [InlineData("2001:0:7f00:1::")]
    [InlineData("2001:2::1"), InlineData("2001:10::1"), InlineData("2001:20::1"), InlineData("2001:db8::1"), InlineData("3fff::1")]
    [InlineData("100::1"), InlineData("5f00::1"), InlineData("fc00::1"), InlineData("fd00:ec2::254"), InlineData("fdff::1")]
    [InlineData("fe80::1"), InlineData("fe80::a9fe:a9fe"), InlineData("fe80::1%1"), InlineData("fec0::1"), InlineData("ff02::1")]
    [InlineData("ff0e::1")]
    public void An_address_that_is_not_of_the_public_internet_is_told(string address) =>
        Assert.False(PublicAddress.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1"), InlineData("8.8.8.8"), InlineData("9.255.255.255"), InlineData("11.0.0.1"), InlineData("100.63.255.255")]
    [InlineData("100.128.0.1"), InlineData("126.255.255.255"), InlineData("128.0.0.1"), InlineData("169.253.255.255"), InlineData("169.255.0.1")]
    [InlineData("172.15.255.255"), InlineData("172.32.0.1"), InlineData("192.0.1.1"), InlineData("192.167.255.255"), InlineData("192.169.0.1")]
    [InlineData("198.17.255.255"), InlineData("198.20.0.1"), InlineData("223.255.255.255"), InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700:4700::1111"), InlineData("2001:4860:4860::8888"), InlineData("2a00:1450:4001::1"), InlineData("2003::1")]
    public void An_address_beside_those_blocks_is_public(string address) => Assert.True(PublicAddress.IsPublic(IPAddress.Parse(address)));
}
