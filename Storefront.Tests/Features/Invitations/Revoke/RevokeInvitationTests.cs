using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Revoke;

public sealed class RevokeInvitationTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Revoke = "customers/invitations/revoke";

    private async Task<long> IdAsync(string email) => (await platform.Aurora.FindCustomerAsync(email))!.Id;

    [Fact]
    public async Task A_customer_who_never_came_is_erased_and_the_address_is_free()
    {
        var link = await platform.Aurora.InviteAsync("revoked@example.com", "Revokeline");

        var answer = await platform.Aurora.MerchantApi.PostAsync(Revoke, new { customer_id = await IdAsync(link.Email) });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.True(answer.Data.GetProperty("customer_erased").GetBoolean());
        Assert.Null(await platform.Aurora.FindCustomerAsync(link.Email));
        Assert.Equal("This link is not known here", (await platform.Aurora.NewBrowser().OpenAsync(link.Address.PathAndQuery)).Heading);
        Assert.Equal(1, await platform.Aurora.CountAsync(db => db.DeletionReceipts));
        Assert.Equal(
            HttpStatusCode.NotFound, (await platform.Aurora.MerchantApi.PostAsync("customers/invitations/get", new { customer_id = 1 })).Status);
        Assert.True((await new ApiDoor(platform.Aurora).AcceptAsync(await platform.Aurora.InviteAsync(link.Email), Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task A_kept_customer_stays_with_a_dead_link_and_a_waiting_mail_does_not_leave()
    {
        Assert.Equal(
            HttpStatusCode.Created, (await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = "kept@example.com" })).Status);
        var id = await IdAsync("kept@example.com");

        var answer = await platform.Aurora.MerchantApi.PostAsync(Revoke, new { customer_id = id, keep_customer = true });
        var again = await platform.UnchangedAsync(async () =>
            (await platform.Aurora.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = id })));

        Assert.Equal("revoked", answer.Data.GetProperty("invitation").GetProperty("status").GetString());
        Assert.False(answer.Data.GetProperty("customer_erased").GetBoolean());
        Assert.Equal((HttpStatusCode.Conflict, "invitation.revoked"), (again.Status, again.Code));
        Assert.DoesNotContain(await platform.MailsAsync(), mail => mail.To == "kept@example.com");
        Assert.NotNull(await platform.Aurora.FindCustomerAsync("kept@example.com"));
    }

    [Fact]
    public async Task The_page_of_a_revoked_link_says_so_and_revoking_twice_is_revoking_once()
    {
        var link = await platform.Aurora.InviteAsync("twice-revoked@example.com");
        var body = new { customer_id = await IdAsync(link.Email), keep_customer = true };
        await platform.Aurora.MerchantApi.PostAsync(Revoke, body);

        var again = await platform.Aurora.MerchantApi.PostAsync(Revoke, body);

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(
            1,
            await platform.Aurora.CountAsync(db =>
                db.InvitationEvents.Where(row => row.CustomerId == body.customer_id && row.Kind == InvitationEventKind.Revoked)));
        Assert.Equal("This invitation was withdrawn", (await platform.Aurora.NewBrowser().OpenAsync(link.Address.PathAndQuery)).Heading);
    }

    [Fact]
    public async Task An_account_that_was_opened_or_registered_is_never_erased()
    {
        await platform.Aurora.CustomerAsync("opened@example.com");
        var accepted = await platform.Aurora.MerchantApi.PostAsync(Revoke, new { customer_id = await IdAsync("opened@example.com") });
        await new ApiDoor(platform.Aurora).RegisterAsync("registered@example.com", Shop.GoodPassword);
        await platform.Aurora.InviteAsync("registered@example.com");

        var registered = await platform.Aurora.MerchantApi.PostAsync(Revoke, new { customer_id = await IdAsync("registered@example.com") });

        Assert.Equal((HttpStatusCode.Conflict, "invitation.accepted"), (accepted.Status, accepted.Code));
        Assert.Equal(HttpStatusCode.OK, registered.Status);
        Assert.False(registered.Data.GetProperty("customer_erased").GetBoolean());
        Assert.NotNull(await platform.Aurora.FindCustomerAsync("registered@example.com"));
    }

    [Fact]
    public async Task Anothers_invitation_is_as_unknown_as_none_and_no_reader_revokes()
    {
        await platform.Aurora.InviteAsync("foreign@example.com");
        var id = await IdAsync("foreign@example.com");

        var foreign = await platform.UnchangedAsync(() => platform.Birch.MerchantApi.PostAsync(Revoke, new { customer_id = id }));
        var none = await platform.UnchangedAsync(() => platform.Aurora.MerchantApi.PostAsync(Revoke, new { invitation_id = 999_999 }));
        var reader =
            await platform.UnchangedAsync(() => platform.Aurora.Api("demo-aurora-readonly-token").PostAsync(Revoke, new { customer_id = id }));

        Assert.Equal((HttpStatusCode.NotFound, none.Text), (foreign.Status, foreign.Text));
        Assert.Equal(HttpStatusCode.Forbidden, reader.Status);
    }
}
