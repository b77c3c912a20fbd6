using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Resend;

/// <summary>A fresh link that the merchant hands over itself: nothing is mailed, and the mailed link is superseded.</summary>
public sealed class HandedOverLinkTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Resend = "customers/invitations/resend";

    [Fact]
    public async Task The_link_works_once_and_the_mailed_one_no_more()
    {
        var mailed = await platform.Aurora.InviteAsync("handed@example.com");
        var customer = (await platform.Aurora.FindCustomerAsync("handed@example.com"))!.Id;

        var answer = await platform.Aurora.MerchantApi.PostAsync(Resend, new { customer_id = customer, send_email = false });

        var invitation = answer.Data.GetProperty("invitation");
        Assert.Equal(("none", "pending"), (invitation.GetProperty("delivery").GetString(), invitation.GetProperty("status").GetString()));
        var address = new Uri(invitation.GetProperty("url").GetString()!);
        Assert.Equal(platform.Aurora.Host, address.Host);
        Assert.Equal(1, await platform.Aurora.MailsToAsync("handed@example.com"));
        var token = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query)["token"].ToString();
        Assert.False((await platform.Aurora.Door("API").AcceptAsync(mailed, Shop.GoodPassword)).IsDone);
        Assert.True((await platform.Aurora.Door("API").AcceptAsync(new(address, mailed.Email, token), Shop.GoodPassword)).IsDone);
        var later = await platform.Aurora.MerchantApi.PostAsync("customers/invitations/get", new { customer_id = customer });
        Assert.DoesNotContain("token=", later.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_merchant_gets_no_link()
    {
        await platform.Aurora.InviteAsync("others@example.com");
        var customer = (await platform.Aurora.FindCustomerAsync("others@example.com"))!.Id;

        var answer = await platform.UnchangedAsync(
            () => platform.Birch.MerchantApi.PostAsync(Resend, new { customer_id = customer, send_email = false }));

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
    }
}
