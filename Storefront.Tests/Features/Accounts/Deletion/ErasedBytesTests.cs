using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Storefront.Domain;
using Storefront.Platform.Mail;
using Storefront.Platform.Persistence;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Deletion;

public sealed class ErasedBytesTests
{
    private const string Email = "Quixotic.Zebra.7431@peculiar-mailbox.example";
    private const string Message = "Purple hippopotamus greetings 8842";
    private static readonly PostalAddress Home = new() { Street = "Flibbertigibbet Lane", Number = "98765", City = "Snollygoster-on-Sea", Phone = "+31 6 98 76 54 32 10" };
    private static readonly string[] Values =
    [
        Email, Email.ToLowerInvariant(), "uixotic.", "ebra.7431", "Zyxquentin", "Wobbleforth", "Flibbertigibbet", "Snollygoster", "+31 6 98 76", Message, "hippopotamus", "Unmistakable Ltd", "NL998877665B01",
    ];

    private static async Task<string> SeedAsync(TestPlatform platform, int neighbours = 0)
    {
        await AddNeighboursAsync(platform, neighbours, "before");
        var invited = await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = Email, firstname = "Zyxquentin", lastname = "Wobbleforth", message = Message });
        Assert.Equal(System.Net.HttpStatusCode.Created, invited.Status);
        await AddNeighboursAsync(platform, neighbours, "after");
        var bearer = (await new ApiDoor(platform.Aurora).AcceptAsync(await platform.Aurora.NewestLinkAsync(Email), Shop.GoodPassword)).Session!;
        await platform.AsAsync(platform.Aurora, async db =>
        {
            var customer = await db.Customers.SingleAsync(row => row.Email == Email);
            (customer.DefaultBilling, customer.DefaultShipping, customer.PhoneNumber, customer.Company, customer.TaxNumber) = (Home, Home, Home.Phone, "Unmistakable Ltd", "NL998877665B01");
            return await db.SaveChangesAsync();
        });
        Assert.All(Values, value => Assert.True(platform.FilesHold(value), value));
        return bearer;
    }

    // So many that the tables are split over many pages, with the customer's row copied about.
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

    private static async Task AssertGoneAsync(TestPlatform platform)
    {
        Assert.True(await platform.Services.GetRequiredService<ErasureScrub>().TryScrubAsync(default));
        Assert.All(Values, value => Assert.False(platform.FilesHold(value), value));
    }

    [Theory, InlineData(0), InlineData(300)]
    public async Task After_deletion_the_files_hold_none_of_the_persons_values(int neighbours)
    {
        await using var platform = new TestPlatform();
        var bearer = await SeedAsync(platform, neighbours);

        Assert.True((await new ApiDoor(platform.Aurora).DeleteAsync(bearer, Shop.GoodPassword)).IsDone);
        await AssertGoneAsync(platform);

        Assert.Contains(await platform.MailsAsync(), mail => mail.To == Email && mail.Text.Contains("Zyxquentin", StringComparison.Ordinal));
        await AssertGoneAsync(platform);
    }

    [Fact]
    public async Task A_kept_order_keeps_its_own_copy_and_nothing_else_does()
    {
        await using var platform = new TestPlatform();
        await platform.Aurora.AddAsync(platform.Aurora.Order(Email.ToLowerInvariant(), "KEPT-1"));
        var bearer = await SeedAsync(platform);

        Assert.True((await new ApiDoor(platform.Aurora).DeleteAsync(bearer, Shop.GoodPassword)).IsDone);
        Assert.True(await platform.Services.GetRequiredService<ErasureScrub>().TryScrubAsync(default));

        Assert.True(platform.FilesHold(Email.ToLowerInvariant()));
        var rows = await platform.RowsAsync();
        Assert.Equal("Orders", Assert.Single(rows, row => row.Contains("zebra", StringComparison.OrdinalIgnoreCase)).Split(':')[0]);
        Assert.All(Values.Except([Email.ToLowerInvariant(), "ebra.7431", "uixotic."]), value => Assert.False(platform.FilesHold(value), value));
    }

    [Fact]
    public async Task A_notice_that_can_never_be_delivered_keeps_nothing_of_the_person()
    {
        var refusing = new RefusingTransport();
        await using var platform = new TestPlatform { Change = services => services.Replace(ServiceDescriptor.Singleton<IMailTransport>(refusing)) };
        await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = Email, firstname = "Zyxquentin" });
        await platform.MailsAsync();
        Assert.Equal(OutboxState.Parked, await platform.AsAsync(platform.Aurora, db => db.OutboxMails.Select(mail => mail.State).SingleAsync()));
        var link = refusing.LinkTo(Email);
        var bearer = (await new ApiDoor(platform.Aurora).AcceptAsync(link, Shop.GoodPassword)).Session!;

        Assert.True((await new ApiDoor(platform.Aurora).DeleteAsync(bearer, Shop.GoodPassword)).IsDone);
        await platform.MailsAsync();

        var notice = await platform.AsAsync(platform.Aurora, db => db.OutboxMails.SingleAsync());
        Assert.Equal((OutboxState.Parked, "account-deleted", ""), (notice.State, notice.Kind, notice.Content));
        await AssertGoneAsync(platform);
    }

    private sealed class RefusingTransport : IMailTransport
    {
        private readonly List<MailMessage> _refused = [];

        public Link LinkTo(string email)
        {
            var address = new Uri(_refused.Single(mail => mail.To == email).Text.Split('\n').Single(line => line.StartsWith("https://", StringComparison.Ordinal)));
            return new(address, email, Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query)["token"].ToString());
        }

        public Task SendAsync(MailMessage mail, CancellationToken ct)
        {
            _refused.Add(mail);
            throw new MailRefusedException(550, tryLater: false, $"No such mailbox <{mail.To}>");
        }
    }
}
