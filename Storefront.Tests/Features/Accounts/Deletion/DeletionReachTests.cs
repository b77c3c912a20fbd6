using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Features.Invitations;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.RateLimiting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Deletion;

public sealed class DeletionReachTests : IAsyncDisposable
{
    private const string Jane = "jane@example.com";
    private readonly TestPlatform _platform = new();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    private Shop Aurora => _platform.Aurora;

    private Task<string> CookieAsync(string email = Jane) => SessionAsync(Aurora.Door("browser"), email);

    private static async Task<string> SessionAsync(IDoor door, string email) => (await door.SignInAsync(email, Shop.GoodPassword)).Session!;

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task Every_credential_is_refused_at_its_next_request(string name)
    {
        var link = await Aurora.InviteAsync(Jane, "Jane");
        var accepting = Aurora.NewBrowser();
        var form = await accepting.OpenAsync(link.Address.PathAndQuery);
        var repeating = accepting.Copy();
        await accepting.SubmitAsync(form, ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword));
        string[] cookies = [accepting.Cookies["__Host-session"], await CookieAsync(), await CookieAsync()];
        string[] bearers = [await SessionAsync(Aurora.Door("API"), Jane), await SessionAsync(Aurora.Door("API"), Jane)];
        var openPage = Aurora.NewBrowser();
        openPage.Cookies["__Host-session"] = cookies[1];
        var deletePage = await openPage.GetAsync("/account/delete");

        Assert.True((await Aurora.Door(name).DeleteAsync(name == "API" ? bearers[0] : cookies[0], Shop.GoodPassword)).IsDone);

        foreach (var bearer in bearers)
        {
            foreach (var path in new[] { "profile/get", "orders/list", "orders/get", "account/delete", "account/deletion-preview", "auth/logout" })
            {
                Assert.Equal(
                    HttpStatusCode.Unauthorized,
                    (await Aurora.Api(bearer).PostAsync("customer/" + path, new { password = Shop.GoodPassword, order_id = 1 })).Status);
            }
        }

        foreach (var cookie in cookies)
        {
            Assert.False(await Aurora.Door("browser").IsSignedInAsync(cookie));
        }

        Assert.Equal(
            "/account/sign-in", (await _platform.UnchangedAsync(() => openPage.SubmitAsync(deletePage, ("Password", Shop.GoodPassword)))).Location);
        var repeated = await _platform.UnchangedAsync(() =>
            repeating.SubmitAsync(form, ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword)));
        Assert.NotEqual(HttpStatusCode.SeeOther, repeated.Status);
        Assert.Equal("This link is not known here", (await Aurora.NewBrowser().OpenAsync(link.Address.PathAndQuery)).Heading);
        Assert.Equal(
            "invitation.unknown",
            (await Aurora.Api().PostPublicAsync("customer/auth/invitation/renew", new { email = link.Email, token = link.Token })).Code);
        Assert.False((await Aurora.Door(name).SignInAsync(Jane, Shop.GoodPassword)).IsSignedIn);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task Orders_stay_without_their_customer_and_other_customers_data_is_unchanged(string name)
    {
        await Aurora.CustomerAsync(Jane);
        await _platform.Birch.CustomerAsync(Jane);
        await Aurora.CustomerAsync("neighbour@example.com");
        var session = await SessionAsync(Aurora.Door(name), Jane);
        await _platform.MailsAsync();
        var id = (await Aurora.FindCustomerAsync(Jane))!.Id;
        var before = await _platform.RowsAsync();

        Assert.True((await Aurora.Door(name).DeleteAsync(session, Shop.GoodPassword)).IsDone);
        await _platform.MailsAsync();

        var after = await _platform.RowsAsync();
        Assert.Equal(
            3,
            await Aurora.CountAsync(db =>
                db.Orders.Where(
                    order => order.BuyerEmail == Jane && order.BuyerAddress == "" && order.CustomerId == null
                        && order.UnlinkedAt == _platform.Clock.Now)));
        Assert.DoesNotContain(after, row => row.Contains($"CustomerId={id},", StringComparison.Ordinal));
        var (gone, come) = (before.Except(after).ToList(), after.Except(before).ToList());
        Assert.All(
            gone,
            row => Assert.True(
                row.Contains($"CustomerId={id},", StringComparison.Ordinal) || row.StartsWith($"Customers: Id={id},", StringComparison.Ordinal),
                row));
        Assert.Equal(
            ["AuditEntries", "DeletionReceipts", "MailboxMails", "Orders", "Orders", "Orders"],
            come.Select(row => row.Split(':')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Guest_orders_after_the_verification_are_closed_with_the_account()
    {
        var bearer = await Aurora.CustomerAsync(Jane);
        await _platform.AsAsync(
            Aurora,
            db => db.Orders.Where(order => order.BuyerEmail == Jane)
                .ExecuteUpdateAsync(set => set.SetProperty(order => order.CustomerId, (long?)null)));

        Assert.True((await Aurora.Door("API").DeleteAsync(bearer, Shop.GoodPassword)).IsDone);

        Assert.Equal(
            3,
            await Aurora.CountAsync(db =>
                db.Orders.Where(order => order.BuyerEmail == Jane && order.BuyerAddress == "" && order.UnlinkedAt == _platform.Clock.Now)));
    }

    [Fact]
    public async Task Guest_orders_of_an_unverified_address_stay_guest_orders()
    {
        var bearer = (await Aurora.Door("API").RegisterAsync(Jane, Shop.GoodPassword)).Session!;

        Assert.True((await Aurora.Door("API").DeleteAsync(bearer, Shop.GoodPassword)).IsDone);

        Assert.Equal(
            3,
            await Aurora.CountAsync(db =>
                db.Orders.Where(order => order.BuyerAddress == Jane && order.CustomerId == null && order.UnlinkedAt == null)));
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_queued_mail_of_the_customer_is_deleted_and_a_notice_is_sent(string name)
    {
        await Aurora.InviteAsync(Jane, "Jane");
        Assert.True((await Aurora.Door("API").AcceptAsync(await Aurora.NewestLinkAsync(Jane), Shop.GoodPassword)).IsSignedIn);
        var session = await SessionAsync(Aurora.Door(name), Jane);
        await _platform.AsAsync(Aurora, async (db, services) =>
        {
            var customer = await db.Customers.SingleAsync(row => row.Email == Jane);
            services.GetRequiredService<MailOutbox>().Add(
                services.GetRequiredService<MailBudgets>().ForMerchantWork(customer), "en",
                new InvitationMail("https://aurora.localhost/queued", null, null, _platform.Clock.Now), customer);
            return await db.SaveChangesAsync();
        });

        Assert.True((await Aurora.Door(name).DeleteAsync(session, Shop.GoodPassword)).IsDone);

        var queued = Assert.Single(await _platform.AsAsync(Aurora, db => db.OutboxMails.ToListAsync()));
        Assert.Equal(("account-deleted", null), (queued.Kind, queued.CustomerId));
        var mails = (await _platform.MailsAsync()).Where(mail => mail.To == Jane).ToList();
        Assert.DoesNotContain(mails, mail => mail.Text.Contains("/queued", StringComparison.Ordinal));
        Assert.Equal(("Your account at Aurora Coffee is deleted", "help@aurora.example"), (mails[0].Subject, mails[0].ReplyTo));
        Assert.Contains("Hello Jane", mails[0].Text, StringComparison.Ordinal);
        Assert.Equal(0, await Aurora.CountAsync(db => db.OutboxMails));
    }

    [Fact]
    public async Task The_audit_entry_names_nobody()
    {
        var bearer = await Aurora.CustomerAsync(Jane);
        var subject = (await Aurora.FindCustomerAsync(Jane))!.SubjectId;

        await Aurora.Door("API").DeleteAsync(bearer, Shop.GoodPassword);

        var entry = await _platform.AsAsync(Aurora, db => db.AuditEntries.SingleAsync(entry => entry.Action == "customer.deleted"));
        var receipt = await _platform.AsAsync(Aurora, db => db.DeletionReceipts.SingleAsync());
        Assert.Equal((subject, $"receipt: {receipt.Id}, check: {receipt.Check}, orders kept: 3"), (entry.SubjectId, entry.Facts));
        Assert.DoesNotContain(
            await _platform.RowsAsync(),
            row => row.StartsWith("AuditEntries", StringComparison.Ordinal) && row.Contains("jane", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(0, await _platform.Birch.CountAsync(db => db.AuditEntries));
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task The_address_is_free_at_once_and_starts_with_an_empty_history(string name)
    {
        await Aurora.CustomerAsync(Jane);
        var door = Aurora.Door(name);
        await door.DeleteAsync(await SessionAsync(door, Jane), Shop.GoodPassword);

        var again = await door.AcceptAsync(await Aurora.InviteAsync(Jane), "another-horse-battery-staple");

        Assert.True(again.IsSignedIn);
        Assert.Empty(await door.OrdersAsync(again.Session!));
        Assert.False((await door.SignInAsync(Jane, Shop.GoodPassword)).IsSignedIn);
        Assert.True((await door.SignInAsync(Jane, "another-horse-battery-staple")).IsSignedIn);
    }
}
