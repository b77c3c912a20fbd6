using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Admin;
using Storefront.Tests.Features.Staff;
using Storefront.Tests.Support;

namespace Storefront.Tests.Admin;

/// <summary>Every operation that screens call, for every role, at one's own shop, at another and at none; with numbers of one's own, of
/// another shop and of nothing.</summary>
public sealed partial class StaffCallTests(TestPlatform platform) : AdminComponentTest(platform), IClassFixture<TestPlatform>
{
    private static readonly string[] OfTheRole = ["auth.forbidden", "staff.owners_only"];

    private ShopOperations Operations => Services.GetRequiredService<ShopOperations>();

    [Fact]
    public void Every_operation_that_a_screen_calls_has_a_row()
    {
        // Pages before the sign-in belong to no shop, opening a shop is what every row does first, and a picture is drawn for whoever may
        // read the mail.
        var called = Sources.All.Where(source => source.Layer == "Admin" && source.Part is not ("SignIn" or "Home"))
            .SelectMany(source => CallPattern().Matches(source.Code).Select(match => match.Groups["operation"].Value))
            .Except(["TOperation", "CurrentMerchant", "BrandPicture"]).Distinct();

        Assert.Equal(called.Order(StringComparer.Ordinal), StaffCall.All.Select(call => call.Operation).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_role_is_refused_exactly_what_is_above_it()
    {
        var wrong = new List<string>();
        foreach (var role in Enum.GetValues<StaffRole>())
        {
            await OpenAsync(Platform.Aurora, await NewMemberAsync(role));
            foreach (var call in StaffCall.All)
            {
                var refusal = await call.RunAsync(Operations, Platform.Aurora.Id, Things.Unknown);
                wrong.AddRange((role < call.Least) == OfTheRole.Contains(refusal?.Code) ? [] : [$"{call.Operation} as {role}: {refusal?.Code}"]);
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_call_at_another_shop_is_answered_like_one_at_no_shop()
    {
        var birch = await ThingsOfAsync(Platform.Birch);
        await OpenAsync(Platform.Aurora, await NewMemberAsync(StaffRole.Owner));
        var wrong = new List<string>();

        foreach (var call in StaffCall.All)
        {
            var another = await call.RunAsync(Operations, Platform.Birch.Id, birch);
            var none = await call.RunAsync(Operations, 99, birch);
            wrong.AddRange(another?.Code == "admin.no_shop" && another == none ? [] : [$"{call.Operation}: {another?.Code}, {none?.Code}"]);
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Another_shops_numbers_are_answered_like_unknown_ones_and_nothing_of_it_changes()
    {
        var birch = await ThingsOfAsync(Platform.Birch);
        var before = await StateOfAsync(Platform.Birch);
        await OpenAsync(Platform.Aurora, await NewMemberAsync(StaffRole.Owner));
        var wrong = new List<string>();

        foreach (var call in StaffCall.All)
        {
            var another = await call.RunAsync(Operations, Platform.Aurora.Id, birch);
            var unknown = await call.RunAsync(Operations, Platform.Aurora.Id, Things.Unknown);
            wrong.AddRange(
                (another?.Kind, another?.Code) == (unknown?.Kind, unknown?.Code) ? [] : [$"{call.Operation}: {another?.Code}, {unknown?.Code}"]);
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await StateOfAsync(Platform.Birch));
    }

    private async Task<string> NewMemberAsync(StaffRole role)
    {
        var email = $"{role}-{Guid.CreateVersion7():n}@calls.example".ToLowerInvariant();
        await Platform.JoinAsync(Platform.Aurora, email, role);
        return email;
    }

    private async Task<Things> ThingsOfAsync(Shop shop)
    {
        var email = $"thing-{Guid.CreateVersion7():n}@calls.example";
        await shop.MerchantApi.PostAsync("customers/invite", new { email });
        var bulk = await shop.MerchantApi.PostAsync("customers/invite/bulk", new { customers = new[] { new { email = $"bulk-{email}" } } });
        var (webhook, _) = await shop.NewWebhookAsync("http://127.0.0.1:9/hook");
        await shop.MerchantApi.PostAsync("customers/invite", new { email = $"told-{email}" });
        var customer = (await shop.FindCustomerAsync(email))!.Id;
        return new(
            customer,
            await Platform.AsAsync(shop, db => db.Invitations.Where(row => row.CustomerId == customer).Select(row => row.Id).SingleAsync()),
            bulk.Data.GetProperty("batch").GetProperty("id").GetInt64(),
            webhook,
            (await shop.DeliveriesAsync())[^1].Id,
            await Platform.AsAsync(shop, db => db.MerchantTokens.Where(row => row.Name != "").Select(row => row.Id).FirstAsync()),
            await Platform.StaffIdAsync(StaffScene.OwnerOfBirch));
    }

    // What the calls would change: each is in one of these rows.
    private async Task<string> StateOfAsync(Shop shop) => string.Join('\n', await Platform.AsAsync(shop, async db => new[]
    {
        string.Join(',', await db.Customers.OrderBy(row => row.Id).Select(row => $"{row.Id} {row.ConcurrencyStamp}").ToListAsync()),
        string.Join(',', await db.OneTimeTokens.OrderBy(row => row.Id).Select(row => $"{row.Id} {row.RevokedAt} {row.Address}").ToListAsync()),
        string.Join(',', await db.InvitationBatches.OrderBy(row => row.Id).Select(row => $"{row.Id} {row.Status}").ToListAsync()),
        string.Join(',', await db.Webhooks.OrderBy(row => row.Id).Select(row => $"{row.Id} {row.Status}").ToListAsync()),
        string.Join(',', await db.MerchantTokens.OrderBy(row => row.Id).Select(row => $"{row.Id} {row.RevokedAt} {row.ExpiresAt}").ToListAsync()),
        string.Join(',', await Platform.StaffAsync(staff => staff.Memberships.Where(row => row.MerchantId == shop.Id)
            .OrderBy(row => row.StaffUserId).Select(row => $"{row.StaffUserId} {row.Role}").ToListAsync())),
    }));

    [GeneratedRegex(@"RunAsync<(?<operation>[A-Z]\w*),")]
    private static partial Regex CallPattern();
}
