namespace Storefront.Tests.Domain.Webhooks;

public sealed class WebhookUrlTests
{
    [Theory]
    [InlineData("https://127.0.0.1/"), InlineData("https://127.1/"), InlineData("https://127.0.1/"), InlineData("https://0/")]
    [InlineData("https://2130706433/"), InlineData("https://017700000001/"), InlineData("https://0x7f000001/"), InlineData("https://0x7f.1/")]
    [InlineData("https://0177.0.0.1/"), InlineData("https://0x7f.0.0.1/"), InlineData("https://127.0.0.1./"), InlineData("https://127.00.0.1/")]
    [InlineData("https://0xA9.0xFE.0xA9.0xFE/"), InlineData("https://2852039166/"), InlineData("https://0251.0376.0251.0376/")]
    [InlineData("https://169.254.169.254/latest/meta-data/"), InlineData("https://100.100.100.200/"), InlineData("https://192.0.0.192/")]
    [InlineData("https://[::1]/"), InlineData("https://[::]/"), InlineData("https://[::ffff:127.0.0.1]/"), InlineData("https://[::ffff:7f00:1]/")]
    [InlineData("https://[0:0:0:0:0:ffff:a9fe:a9fe]/"), InlineData("https://[64:ff9b::a9fe:a9fe]/"), InlineData("https://[2002:7f00:1::]/")]
    [InlineData("https://[fe80::1%25eth0]/"), InlineData("https://[fd00:ec2::254]/"), InlineData("https://[::127.0.0.1]/")]
    [InlineData("https://localhost/"), InlineData("https://LOCALHOST/"), InlineData("https://localhost./"), InlineData("https://a.localhost/")]
    [InlineData("https://shop.localhost./"), InlineData("https://receiver/"), InlineData("https://receiver.local/")]
    [InlineData("https://metadata.google.internal/"), InlineData("https://nas.lan/"), InlineData("https://router.home.arpa/")]
    [InlineData("https://intranet/"), InlineData("https://x.corp/"), InlineData("https://x.onion/"), InlineData("https://x.test/")]
    [InlineData("https://user@shop.example/"), InlineData("https://user:secret@shop.example/"), InlineData("https://@shop.example/")]
    [InlineData("https://shop.example@127.0.0.1/"), InlineData("https://127.0.0.1#@shop.example/")]
    [InlineData("https://shop.example%40127.0.0.1/")]
    [InlineData("https://shop.example\\@127.0.0.1/"), InlineData("https://127.0.0.1\\.shop.example/"), InlineData("https:/\\127.0.0.1/")]
    [InlineData("https://shop.example:80/"), InlineData("https://shop.example:8443/"), InlineData("https://shop.example:22/")]
    [InlineData("https://shop.example:0/"), InlineData("https://shop.example:65536/"), InlineData("https://shop.example:443a/")]
    [InlineData("http://shop.example/"), InlineData("ftp://shop.example/"), InlineData("file:///etc/passwd")]
    [InlineData("gopher://shop.example/")]
    [InlineData("javascript:alert(1)"), InlineData("//shop.example/"), InlineData("shop.example"), InlineData("https://")]
    [InlineData("https:///x")]
    [InlineData("https:shop.example"), InlineData("https://shop example/"), InlineData("https://shop.example/#part")]
    [InlineData("https://..example/")]
    [InlineData("https://１２７.０.０.１/"), InlineData("https://127。0。0。1/"), InlineData("https://①②⑦.⓪.⓪.①/"), InlineData("https://ⓛocalhost/")]
    [InlineData("https://shop.example\u0000.evil.example/"), InlineData("https://shop.example\r\nHost: evil.example/"), InlineData("")]
    [InlineData(null)]
    public void An_address_that_may_lead_inside_is_refused(string? url)
    {
        Assert.NotNull(WebhookUrl.Check(url, allowsPrivate: false, out var stored));
        Assert.Equal("", stored);
    }

    [Theory]
    [InlineData("https://shop.example/hook"), InlineData("https://shop.example:443/hook?key=1"), InlineData("https://SHOP.example/")]
    [InlineData(" https://shop.example ")]
    [InlineData("https://shop.example./hook"), InlineData("https://8.8.8.8/hook"), InlineData("https://[2606:4700:4700::1111]/hook")]
    [InlineData("https://müller.example/hook"), InlineData("https://xn--mller-kva.example/hook")]
    public void An_address_of_the_public_internet_is_accepted(string url)
    {
        Assert.Null(WebhookUrl.Check(url, allowsPrivate: false, out var stored));
        Assert.Equal(url.Trim(), stored);
    }

    [Theory]
    [InlineData("http://localhost:3000/hook"), InlineData("http://127.0.0.1:5000/"), InlineData("https://[::1]:8443/")]
    [InlineData("http://receiver/"), InlineData("http://user:secret@receiver:8080/hook")]
    public void On_a_developers_machine_private_addresses_are_fine(string url) => Assert.Null(WebhookUrl.Check(url, allowsPrivate: true, out _));

    [Theory]
    [InlineData("*", "*"), InlineData("ping", "ping"), InlineData("customer.deleted,customer.deleted", "customer.deleted")]
    [InlineData("customer.invited,*", "*"), InlineData("customer.invited,batch.paused", "customer.invited,batch.paused")]
    public void Events_are_named_once_and_a_star_stands_for_all(string given, string stored)
    {
        Assert.Null(WebhookEventSet.Check(given.Split(','), out var events));
        Assert.Equal(stored, events.Names);
    }

    [Theory]
    [InlineData("customer.destroyed"), InlineData("Customer.Deleted"), InlineData(""), InlineData("customer.*")]
    public void An_unknown_event_is_refused(string name) => Assert.NotNull(WebhookEventSet.Check([name], out _));
}
