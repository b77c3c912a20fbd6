using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Storefront.Platform.Hosting;
using Storefront.Platform.Mail.Transport;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Mappings;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Deletion;

/// <summary>Searches the bytes of every file, and the log, for everything that was stored about an erased person.</summary>
[Trait("Storage", "Sqlite")]
public sealed class ErasedBytesTests
{
    // So many that the tables are split over many pages, which copies the customer's row.
    private static Task<int> AddNeighboursAsync(TestPlatform platform, int count, string when) => platform.AsAsync(platform.Aurora, async db =>
    {
        var merchant = await db.Merchants.SingleAsync(row => row.Id == platform.Aurora.Id);
        for (var number = 0; number < count; number++)
        {
            Assert.Null(EmailAddress.Check($"{(char)('a' + (number % 26))}-{when}-{number}@example.com", out var address));
            var neighbour = Customer.Invited(merchant, address, "Jan", "Jansen", platform.Clock.Now);
            db.Customers.Add(neighbour);
            await db.SaveChangesAsync();
        }

        return count;
    });

    // Repeated as the program does: the checkpoint of the log that is always going on may be in its way.
    private static Task TruncateAsync(TestPlatform platform) =>
        Eventually.IsSoAsync(() => platform.Services.GetRequiredService<WalTruncator>().TryTruncateAsync(default));

    private static async Task AssertGoneAsync(TestPlatform platform, IEnumerable<Stored> values)
    {
        await TruncateAsync(platform);
        Assert.Equal([], values.Where(value => platform.FilesHold(value.Bytes)).Select(value => value.ToString()));
    }

    [Theory, InlineData("API", 0), InlineData("browser", 0), InlineData("API", 300)]
    public async Task After_a_deletion_files_and_log_hold_personal_data_only_in_kept_orders(string name, int neighbours)
    {
        using var log = new CapturedLog();
        await using var platform = new TestPlatform
        {
            Settings = { ["Logging:LogLevel:Default"] = "Information", ["Logging:LogLevel:Storefront"] = "Trace" },
            Change = services => services.AddSingleton<ILoggerProvider>(log),
        };
        await AddNeighboursAsync(platform, neighbours, "before");
        var bearer = await new RichPerson(platform.Aurora).LiveAsync();
        await AddNeighboursAsync(platform, neighbours, "after");
        var stored = await new RichPerson(platform.Aurora).ReadAsync();
        Assert.Equal([], stored.Where(value => !platform.FilesHold(value.Bytes)).Select(value => value.ToString()));
        var session = name == "API" ? bearer : (await platform.Aurora.Door(name).SignInAsync(RichPerson.Email, Shop.GoodPassword)).Session!;

        Assert.True((await platform.Aurora.Door(name).DeleteAsync(session, Shop.GoodPassword)).IsDone);

        var kept = stored.Where(value => value.Class == ErasureClass.KeepUntil).Select(value => value.Value).ToHashSet();
        var mustGo = stored.Where(value => !kept.Contains(value.Value)).ToList();
        Assert.InRange(mustGo.Count, 40, 1000);
        await AssertGoneAsync(platform, mustGo);
        Assert.Contains(
            await platform.MailsAsync(), mail => mail.To == RichPerson.Email && mail.Text.Contains(RichPerson.Firstname, StringComparison.Ordinal));
        await AssertGoneAsync(platform, mustGo);

        // Kept data is in the kept columns only; the order whose term had ended keeps nothing.
        string[] books = ["BuyerEmail", "Billing", "Shipping"];
        var rows = await platform.RowsAsync();
        Assert.All(
            kept.OfType<string>(),
            value => Assert.Equal(
                ["Orders", "Orders"], rows.Where(row => row.Contains(value, StringComparison.OrdinalIgnoreCase)).Select(row => row.Split(':')[0])));
        Assert.Equal(
            books.Order(StringComparer.Ordinal),
            stored.Where(value => value.Class == ErasureClass.KeepUntil).Select(value => value.Column).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(
            log.Lines, line => stored.Any(value => value.Value is string text && line.Contains(text, StringComparison.OrdinalIgnoreCase)));

        // 2026 and seven years end on 1 January 2034, for the demo's four guest orders too.
        platform.Clock.Turn(new DateTimeOffset(2034, 1, 2, 0, 0, 0, TimeSpan.Zero) - platform.Clock.Now);
        Assert.Equal(6, await platform.Services.GetRequiredService<Housekeeping>().MaskAsync(default));
        await AssertGoneAsync(platform, stored);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task The_same_person_at_another_shop_loses_nothing(string name)
    {
        await using var platform = new TestPlatform();
        await new RichPerson(platform.Aurora).LiveAsync();
        await new RichPerson(platform.Birch).LiveAsync();
        var session = (await platform.Aurora.Door(name).SignInAsync(RichPerson.Email, Shop.GoodPassword)).Session!;
        var before = await OfBirchAsync(platform);
        var stored = await new RichPerson(platform.Birch).ReadAsync();

        Assert.True((await platform.Aurora.Door(name).DeleteAsync(session, Shop.GoodPassword)).IsDone);

        Assert.Equal(before, await OfBirchAsync(platform));
        Assert.Equal(stored.Select(value => value.ToString()), (await new RichPerson(platform.Birch).ReadAsync()).Select(value => value.ToString()));
        Assert.All(stored, value => Assert.True(platform.FilesHold(value.Bytes), value.ToString()));
        Assert.Null(await platform.Aurora.FindCustomerAsync(RichPerson.Email));
        Assert.True((await platform.Birch.Door(name).SignInAsync(RichPerson.Email, Shop.GoodPassword)).IsSignedIn);
    }

    private static async Task<List<string>> OfBirchAsync(TestPlatform platform) =>
        [.. (await platform.RowsAsync()).Where(row => row.Contains($"MerchantId={platform.Birch.Id},", StringComparison.Ordinal))];

    [Fact]
    public async Task A_notice_that_can_never_be_delivered_keeps_nothing_of_the_person()
    {
        var refusing = new RefusingTransport();
        await using var platform = new TestPlatform { Change = services => services.Replace(ServiceDescriptor.Singleton<IMailTransport>(refusing)) };
        await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = RichPerson.Email, firstname = RichPerson.Firstname });
        await platform.MailsAsync();
        Assert.Equal(OutboxState.Parked, await platform.AsAsync(platform.Aurora, db => db.OutboxMails.Select(mail => mail.State).SingleAsync()));
        var link = refusing.LinkTo(RichPerson.Email);
        var bearer = (await new ApiDoor(platform.Aurora).AcceptAsync(link, Shop.GoodPassword)).Session!;

        Assert.True((await new ApiDoor(platform.Aurora).DeleteAsync(bearer, Shop.GoodPassword)).IsDone);
        await platform.MailsAsync();

        var notice = await platform.AsAsync(platform.Aurora, db => db.OutboxMails.SingleAsync());
        Assert.Equal((OutboxState.Parked, "account-deleted", ""), (notice.State, notice.Kind, notice.Content));
        await TruncateAsync(platform);
        Assert.All(
            new[] { RichPerson.Email, RichPerson.Email.ToLowerInvariant(), RichPerson.Firstname },
            value => Assert.False(platform.FilesHold(value), value));
    }

    private sealed class RefusingTransport : IMailTransport
    {
        private readonly List<MailMessage> _refused = [];

        public Link LinkTo(string email)
        {
            var address = new Uri(_refused.Single(mail => mail.To == email).Text.Split('\n')
                .Single(line => line.StartsWith("https://", StringComparison.Ordinal)));
            return new(address, email, Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query)["token"].ToString());
        }

        public Task SendAsync(MailMessage mail, Func<CancellationToken, Task> handingOver, CancellationToken ct)
        {
            _refused.Add(mail);
            throw new MailRefusedException(550, tryLater: false, $"No such mailbox <{mail.To}>");
        }
    }
}
