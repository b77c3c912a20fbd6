using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.RateLimiting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.RateLimiting;

/// <summary>Every kind of mail, its causes and the budgets it counts against, at two merchants and on both databases.</summary>
public sealed class MailBudgetTableTests(
    TestPlatform sqlite, PostgresPlatform postgres) : IClassFixture<TestPlatform>, IClassFixture<PostgresPlatform>
{
    private static readonly string[] OfCustomerOrClient = ["mail-account", "mail-client", "mail-resend", "mail-resend-day"];

    private static readonly string[] OfShop = ["mail-merchant", "mail-reserve", "mail-self-service"];
    private static readonly string[] OfAddress = [
        "mail-recipient", "mail-recovery", "mail-unproven-hour", "mail-unproven-day", "mail-notice-0", "mail-notice-1", "mail-notice-2",
        "mail-notice-3"
    ];

    public static TheoryData<string> Cases => [.. MailCase.All.Select(row => row.Name)];

    /// <remarks>Mails to staff go to nobody's customer; <c>TeamTests</c> counts them.</remarks>
    [Fact]
    public void No_kind_of_mail_is_left_out() =>
        Assert.Equal(
            sqlite.Services.GetServices<MailTemplate>().Select(template => template.Kind)
                .Where(kind => !kind.StartsWith("staff-", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            MailCase.All.SelectMany(row => row.Kinds).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_mail_counts_against_exactly_one_budget_of_the_merchant() =>
        Assert.All(MailCase.All, row => Assert.Equal(row.Kinds.Length, row.Counted.Count(OfShop.Contains)));

    [Theory, MemberData(nameof(Cases))]
    public async Task A_mail_counts_against_its_address_and_its_budgets_once(string name)
    {
        await RunAsync(sqlite, sqlite.Aurora, sqlite.Birch, name);
        await RunAsync(sqlite, sqlite.Birch, sqlite.Aurora, name);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task PostgreSQL_counts_as_SQLite_does()
    {
        foreach (var row in MailCase.All)
        {
            await RunAsync(postgres.Platform, postgres.Platform.Aurora, postgres.Platform.Birch, row.Name);
            await RunAsync(postgres.Platform, postgres.Platform.Birch, postgres.Platform.Aurora, row.Name);
        }
    }

    private static async Task RunAsync(TestPlatform platform, Shop shop, Shop other, string name)
    {
        var row = MailCase.All.Single(candidate => candidate.Name == name);
        var scene = new MailScene(shop, name.Replace(' ', '-'));
        await row.Prepare(scene);
        await platform.MailsAsync();
        var (before, elsewhere, last) =
            (await CountersAsync(platform, shop), await CountersAsync(platform, other), await LastMailAsync(platform, shop));

        await row.Act(scene);

        var kinds = await KindsAsync(platform, shop, last);
        await platform.MailsAsync();
        foreach (var (id, kind) in await KindsAsync(platform, shop, last))
        {
            kinds[id] = kind;
        }

        var after = await CountersAsync(platform, shop);
        var counted = after.SelectMany(counter =>
            Enumerable.Repeat(NameOf(counter.Key, scene), Math.Max(0, counter.Value - before.GetValueOrDefault(counter.Key))));
        Assert.Equal(row.Kinds, kinds.Values.Where(kind => kind is not ("password-help" or "registration-reminder")).Order(StringComparer.Ordinal));
        Assert.Equal(row.Counted.Order(StringComparer.Ordinal), counted.Order(StringComparer.Ordinal));
        Assert.Equal(elsewhere, await CountersAsync(platform, other));
    }

    // Another address's counter keeps its hash here, so it never matches a row.
    private static string NameOf(string key, MailScene scene) =>
        OfShop.FirstOrDefault(what => key == AttemptCounterStore.Key(what, "all"))
        ?? OfAddress.FirstOrDefault(what => key == AttemptCounterStore.Key(what, scene.To))
        ?? OfAddress.Where(what => key == AttemptCounterStore.Key(what, scene.New)).Select(what => $"{what} of the new address").FirstOrDefault()
        ?? OfAddress.Where(what => key == AttemptCounterStore.Key(what, scene.OfShop)).Select(what => $"{what} of the shop").FirstOrDefault()
        ?? (OfCustomerOrClient.Contains(key.Split(':')[0]) ? key.Split(':')[0] : key);

    private static Task<Dictionary<string, int>> CountersAsync(TestPlatform platform, Shop shop) => platform.AsAsync(
        shop, db => db.AttemptCounters.AsNoTracking().Where(counter => counter.Key.StartsWith("mail-"))
            .ToDictionaryAsync(counter => counter.Key, counter => counter.Count));

    private static Task<long> LastMailAsync(TestPlatform platform, Shop shop) =>
        platform.AsAsync(shop, db => db.OutboxMails.Select(mail => mail.Id).OrderByDescending(id => id).FirstOrDefaultAsync());

    private static Task<Dictionary<long, string>> KindsAsync(TestPlatform platform, Shop shop, long last) =>
        platform.AsAsync(
            shop, db => db.OutboxMails.AsNoTracking().Where(mail => mail.Id > last).ToDictionaryAsync(mail => mail.Id, mail => mail.Kind));
}
