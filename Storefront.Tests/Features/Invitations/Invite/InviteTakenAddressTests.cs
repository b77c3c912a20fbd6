using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Invite;

public sealed class InviteTakenAddressTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static Task<ApiAnswer> InviteAsync(Shop shop, string email) => shop.MerchantApi.PostAsync("customers/invite", new { email });

    [Fact]
    public async Task A_pending_customers_address_is_refused_and_the_answer_names_the_resend()
    {
        await platform.Aurora.InviteAsync("pending@example.com");

        var again = await platform.UnchangedAsync(() => InviteAsync(platform.Aurora, "pending@example.com"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("customers/invitations/resend", again.Error("email"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_active_customers_address_is_refused_and_has_no_resend()
    {
        await platform.Aurora.CustomerAsync("active@example.com");

        var again = await platform.UnchangedAsync(() => InviteAsync(platform.Aurora, "active@example.com"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.NotNull(again.Error("email"));
        Assert.DoesNotContain("resend", again.Error("email"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("case@example.com", "CASE@Example.COM")]
    [InlineData("idn@müller.example", "idn@xn--mller-kva.example")]
    [InlineData("idn-case@BÜCHER.example", "idn-case@bücher.example")]
    [InlineData("jos\u00e9@example.com", "jose\u0301@example.com")]
    [InlineData("spaces@example.com", "\t spaces@example.com ")]
    public async Task Two_spellings_of_one_mailbox_are_one_customer(string one, string other)
    {
        Assert.Equal(HttpStatusCode.Created, (await InviteAsync(platform.Aurora, one)).Status);

        var twin = await platform.UnchangedAsync(() => InviteAsync(platform.Aurora, other));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, twin.Status);
        Assert.NotNull(twin.Error("email"));
    }

    [Fact]
    public async Task The_same_address_is_another_customer_at_another_shop()
    {
        Assert.Equal(HttpStatusCode.Created, (await InviteAsync(platform.Aurora, "both@example.com")).Status);
        Assert.Equal(HttpStatusCode.Created, (await InviteAsync(platform.Birch, "both@example.com")).Status);

        var (aurora, birch) = (await platform.Aurora.NewestLinkAsync("both@example.com"), await platform.Birch.NewestLinkAsync("both@example.com"));

        Assert.Equal(("aurora.localhost", "birch.localhost"), (aurora.Address.Host, birch.Address.Host));
        Assert.True((await new ApiDoor(platform.Aurora).AcceptAsync(aurora, Shop.GoodPassword)).IsSignedIn);
        Assert.True((await platform.Birch.FindCustomerAsync("both@example.com"))!.IsPending);
    }

    [Fact]
    public async Task Of_64_parallel_invitations_one_succeeds()
    {
        var answers =
            await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => InviteAsync(platform.Aurora, "invite-race@example.com"))));

        Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.Equal(63, answers.Count(answer => answer.Status == HttpStatusCode.UnprocessableEntity && answer.Error("email") is not null));
        var customer = await platform.Aurora.FindCustomerAsync("invite-race@example.com");
        Assert.Equal(1, await platform.Aurora.CountAsync(db => db.OutboxMails.Where(mail => mail.CustomerId == customer!.Id)));
        Assert.Equal(1, await platform.Aurora.CountAsync(db => db.Invitations.Where(invitation => invitation.CustomerId == customer!.Id)));
    }
}
