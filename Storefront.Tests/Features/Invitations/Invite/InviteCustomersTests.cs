using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Features.Invitations.Invite;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Invite;

/// <summary>Bulk invitations follow the rules of a single one.</summary>
public sealed class InviteCustomersTests
{
    [Fact]
    public async Task Every_row_gets_the_answer_of_a_single_call_and_a_bad_row_stops_no_other()
    {
        await using var platform = new TestPlatform();
        await platform.Aurora.InviteAsync("pending@example.com");
        await platform.Aurora.CustomerAsync("active@example.com");
        var rows = Enumerable.Range(0, 250).Select(number => new InviteCustomerRequest { Email = $"many-{number}@example.com", Firstname = "Jane" })
            .ToList();
        rows[10] = new() { Email = "no address" };
        rows[20] = new() { Email = "Pending@example.com" };
        rows[120] = new() { Email = "active@example.com" };
        rows[130] = new() { Email = "MANY-5@example.com" };
        rows[230] = new() { Email = "many-231@example.com" };
        rows[240] = new() { Email = "silent@example.com", SendEmail = false };

        var answers = await InviteAsync(platform.Aurora, rows);

        var refused = answers.Select((answer, row) => (Row: row, answer.Refusal?.Code)).Where(answer => answer.Code is not null).ToList();
        Assert.Equal(
            [
                (10, "request.invalid"), (20, "invitation.address_pending"), (120, "invitation.address_taken"), (130, "invitation.address_pending"),
                (231, "invitation.address_pending")
            ], refused);
        Assert.Equal(2 + 245, await platform.Aurora.CountAsync(db => db.Customers));
        Assert.Equal(245, await platform.Aurora.CountAsync(db => db.AuditEntries.Where(entry => entry.Action == "customer.invited")) - 2);
        await platform.MailsAsync();
        Func<StorefrontDb, IQueryable<OutboxMail>> mailed = db =>
            db.OutboxMails.Where(mail => mail.State == OutboxState.Sent && mail.Customer!.Email!.StartsWith("many-"));
        Assert.Equal(244, await platform.Aurora.CountAsync(mailed));
        Assert.Equal(244, await platform.Aurora.CountAsync(db => mailed(db).Select(mail => mail.CustomerId).Distinct()));
        var link = await platform.Aurora.NewestLinkAsync("many-249@example.com");
        Assert.True((await new ApiDoor(platform.Aurora).AcceptAsync(link, Shop.GoodPassword)).IsSignedIn);
        Assert.Equal(0, await platform.Birch.CountAsync(db => db.Customers));
    }

    [Fact]
    public async Task Quotas_apply_in_bulk_and_a_refused_row_leaves_nothing()
    {
        await using var platform = new TestPlatform { Settings = { ["RateLimits:MailsPerMerchantPerHour"] = "30" } };
        var rows = Enumerable.Range(0, 120).Select(number => new InviteCustomerRequest { Email = $"many-{number}@example.com" }).ToList();

        var answers = await InviteAsync(platform.Aurora, rows);

        Assert.Equal(30, answers.Count(answer => !answer.IsRefused));
        Assert.All(answers.Where(answer => answer.IsRefused), answer => Assert.Equal("mail.merchant_quota", answer.Refusal!.Code));
        Assert.Equal(30, await platform.Aurora.CountAsync(db => db.Customers));
        Assert.Equal(30, await platform.Aurora.CountAsync(db => db.OutboxMails));
        Assert.False((await InviteAsync(platform.Birch, rows[..1]))[0].IsRefused);
    }

    [Fact]
    public async Task Bulk_invitations_need_the_same_ability()
    {
        await using var platform = new TestPlatform();

        var answers = await InviteAsync(platform.Aurora, [new() { Email = "jane@example.com" }], AbilitySet.None);

        Assert.Equal("auth.forbidden", Assert.Single(answers).Refusal?.Code);
        Assert.Equal(0, await platform.Aurora.CountAsync(db => db.Customers));
    }

    private static Task<List<Result<InvitedCustomer>>> InviteAsync(
        Shop shop, IReadOnlyList<InviteCustomerRequest> rows, AbilitySet? abilities = null) =>
        shop.Platform.AsAsync(shop, async (_, services) =>
        {
            var caller = new Caller
            {
                Merchant = services.GetRequiredService<CurrentMerchant>().Merchant,
                ClientAddress = "203.0.113.9",
                Abilities = abilities ?? AbilitySet.All,
            };
            return await services.GetRequiredService<InviteCustomers>().RunAsync(caller, rows.ToAsyncEnumerable(), default).ToListAsync();
        });
}
