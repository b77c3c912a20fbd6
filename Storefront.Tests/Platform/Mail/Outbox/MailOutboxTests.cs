using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Features.Invitations;
using Storefront.Platform.Api;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Outbox;

public sealed class MailOutboxTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Fact]
    public async Task A_refused_transaction_adds_no_mail()
    {
        await PromiseAsync("refused@example.com", () => ApiErrors.Forbidden);
        Assert.DoesNotContain(await platform.MailsAsync(), mail => mail.To == "refused@example.com");
    }

    [Fact]
    public async Task A_failed_transaction_adds_no_mail()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => PromiseAsync("failed@example.com", () => throw new InvalidOperationException()));
        Assert.DoesNotContain(await platform.MailsAsync(), mail => mail.To == "failed@example.com");
    }

    [Fact]
    public async Task A_committed_transaction_adds_one_mail()
    {
        await PromiseAsync("committed@example.com", () => Done.Value);
        Assert.Single(await platform.MailsAsync(), mail => mail.To == "committed@example.com");
    }

    [Fact]
    public async Task An_invitation_that_is_refused_leaves_neither_customer_nor_mail()
    {
        await platform.Aurora.InviteAsync("twice@example.com");
        var mails = await platform.Aurora.CountAsync(db => db.OutboxMails);

        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = "Twice@example.com" })).Status);

        Assert.Equal(mails, await platform.Aurora.CountAsync(db => db.OutboxMails));
        Assert.Single(await platform.MailsAsync(), mail => mail.To == "twice@example.com");
    }

    [Fact]
    public async Task A_queued_mail_reveals_neither_recipient_nor_link()
    {
        await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = "unread@example.com" });

        var row = await platform.AsAsync(platform.Aurora, db => db.OutboxMails.AsNoTracking().OrderByDescending(mail => mail.Id).FirstAsync());

        Assert.Equal(OutboxState.Queued, row.State);
        Assert.DoesNotContain("unread", row.Content, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("token", row.Content, StringComparison.OrdinalIgnoreCase);
    }

    private Task<Result<Done>> PromiseAsync(string email, Func<Result<Done>> end) =>
        platform.AsAsync(platform.Aurora, (db, services) => db.InTransactionAsync<Done>(async () =>
    {
        var customer = Customer.Invited(
            await db.Merchants.FirstAsync(merchant => merchant.Id == platform.Aurora.Id), AddressOf(email), null, null, platform.Clock.Now);
        db.Customers.Add(customer);
        services.GetRequiredService<MailOutbox>().Add(
            services.GetRequiredService<MailBudgets>().ForMerchantWork(customer), "en",
            new InvitationMail("https://aurora.localhost/", null, null, platform.Clock.Now), customer);
        await db.SaveChangesAsync();
        return end();
    }, default));

    private static EmailAddress AddressOf(string email) =>
        EmailAddress.Check(email, out var address) is null ? address : throw new ArgumentException(email);
}
