using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Outbox;

/// <summary>A page that promises a mail says when the merchant's mail is delayed, and says the same to everybody.</summary>
public sealed class MailDelayTests : IAsyncLifetime, IDisposable
{
    private const string Slow = "Mail is slower than usual";
    private readonly TestPlatform _platform = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    public void Dispose() => _platform.Dispose();

    [Fact]
    public async Task Delayed_mail_is_announced_to_known_and_unknown_addresses_of_that_shop_alike()
    {
        await _platform.Aurora.CustomerAsync("jane@example.com");
        Assert.DoesNotContain(Slow, await AskAsync(_platform.Aurora, "jane@example.com"), StringComparison.Ordinal);
        await FailAsync(_platform.Aurora);
        _platform.Clock.Turn(TimeSpan.FromMinutes(6));

        Assert.Contains(Slow, await AskAsync(_platform.Aurora, "jane@example.com"), StringComparison.Ordinal);
        Assert.Contains(Slow, await AskAsync(_platform.Aurora, "nobody@example.com"), StringComparison.Ordinal);
        Assert.DoesNotContain("trager", await AskAsync(_platform.Birch, "jane@example.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_failing_mailbox_is_not_a_delay_of_the_shop()
    {
        await AskAsync(_platform.Aurora, "nobody@example.com");
        await FailAsync(_platform.Aurora);
        await _platform.Aurora.CustomerAsync("jane@example.com");

        Assert.DoesNotContain(Slow, await AskAsync(_platform.Aurora, "jane@example.com"), StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(Shop shop, string email)
    {
        var browser = shop.NewBrowser();
        return (await browser.SubmitAsync(await browser.GetAsync("/account/forgot-password"), ("Email", email))).Main;
    }

    // As a dispatcher leaves a mail that it could not deliver.
    private static async Task FailAsync(Shop shop) => Assert.NotEqual(0, await shop.Platform.AsAsync(shop, db => db.OutboxMails
        .Where(mail => mail.SentAt == null)
        .ExecuteUpdateAsync(set =>
            set.SetProperty(mail => mail.Attempts, 1).SetProperty(mail => mail.NextAttemptAt, shop.Platform.Clock.Now.AddDays(1)))));
}
