using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Hosting;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Mail.Transport;
using Storefront.Platform.Persistence;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence;

/// <summary>The write-ahead log is truncated by itself: at the start, after whatever erases, and until it succeeds.</summary>
public sealed class WalTruncatorTests : IAsyncLifetime, IDisposable
{
    private const string Leaving = "leaving.zebra.7431@example.com";
    private const string Staying = "staying.zebra.9917@example.com";
    private readonly SentMails _mails = new();
    private readonly TestPlatform _platform;

    public WalTruncatorTests() => _platform = new() { Change = _mails.Replace };

    private WalTruncator Truncator => _platform.Services.GetRequiredService<WalTruncator>();

    public async Task InitializeAsync() => await _platform.Birch.InviteAsync(Staying);

    public async Task DisposeAsync()
    {
        await Truncator.StopAsync(default);
        await _platform.DisposeAsync();
    }

    public void Dispose() => _platform.Dispose();

    [Fact]
    public async Task A_start_truncates_the_log()
    {
        Assert.False(IsLogEmpty());

        await Truncator.StartAsync(default);

        await Eventually.IsSoAsync(IsLogEmpty);
        Assert.True(_platform.FilesHold(Staying));
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_deletion_truncates_the_log(string door)
    {
        await _platform.Aurora.CustomerAsync(Leaving);
        var session = (await _platform.Aurora.Door(door).SignInAsync(Leaving, Shop.GoodPassword)).Session!;
        await StartAsync();

        Assert.True((await _platform.Aurora.Door(door).DeleteAsync(session, Shop.GoodPassword)).IsDone);

        await Eventually.IsSoAsync(() => !_platform.FilesHold(Leaving));
        Assert.True(_platform.FilesHold(Staying));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task The_last_mail_about_an_account_truncates_the_log_whether_sent_or_not(bool arrives)
    {
        var session = await _platform.Aurora.CustomerAsync(Leaving);
        Assert.True((await new ApiDoor(_platform.Aurora).DeleteAsync(session, Shop.GoodPassword)).IsDone);
        var content = await _platform.AsAsync(_platform.Aurora, db => db.OutboxMails.Select(mail => mail.Content).SingleAsync());
        await StartAsync();
        _mails.Before = (_, _) => arrives ? Task.CompletedTask : throw MailRefusedException.ForGood(550, "no such mailbox");

        Assert.True(_platform.FilesHold(content));
        await _platform.Services.GetRequiredService<MailDispatcher>().SendDueAsync(default);

        await Eventually.IsSoAsync(() => !_platform.FilesHold(content));
    }

    [Fact]
    public async Task A_corrected_address_truncates_the_log()
    {
        await _platform.Aurora.InviteAsync(Leaving);
        var id = await _platform.AsAsync(_platform.Aurora, db => db.Invitations.Select(row => row.Id).SingleAsync());
        await StartAsync();

        var answer = await _platform.Aurora.MerchantApi.PostAsync(
            "customers/invitations/correct", new { invitation_id = id, email = "corrected@example.com" });

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        await Eventually.IsSoAsync(() => !_platform.FilesHold(Leaving));
        Assert.True(_platform.FilesHold(Staying));
    }

    [Fact]
    public async Task Masking_after_the_retention_term_truncates_the_log()
    {
        await _platform.Aurora.AddAsync(_platform.Aurora.Order(Leaving, "A-1", placedAt: new DateTimeOffset(2015, 1, 1, 12, 0, 0, TimeSpan.Zero)));
        await StartAsync();

        Assert.Equal(1, await _platform.Services.GetRequiredService<Housekeeping>().MaskAsync(default));

        await Eventually.IsSoAsync(() => !_platform.FilesHold(Leaving));
        Assert.True(_platform.FilesHold(Staying));
    }

    /// <remarks>A reader of the database blocks a checkpoint. Each attempt waits five seconds for the reader; of two attempts of the test
    /// the second comes after the program's first.</remarks>
    [Fact]
    public async Task While_a_reader_blocks_the_checkpoint_it_is_retried_until_it_succeeds()
    {
        var session = await _platform.Aurora.CustomerAsync(Leaving);
        await StartAsync();
        await using var reader = new SqliteConnection($"Data Source={_platform.DatabaseFile};Pooling=False;Mode=ReadOnly");
        await reader.OpenAsync();
        await using (var reading = reader.BeginTransaction(deferred: true))
        {
            await using var command = new SqliteCommand("SELECT COUNT(*) FROM Customers", reader, reading);
            await command.ExecuteScalarAsync();

            Assert.True((await new ApiDoor(_platform.Aurora).DeleteAsync(session, Shop.GoodPassword)).IsDone);
            Assert.False(await Truncator.TryTruncateAsync(default));
            Assert.False(await Truncator.TryTruncateAsync(default));
            Assert.True(_platform.FilesHold(Leaving));
        }

        await Eventually.IsSoAsync(() => !_platform.FilesHold(Leaving));
        Assert.True(_platform.FilesHold(Staying));
    }

    // The truncation at the start is over: this is another.
    private async Task StartAsync()
    {
        await Truncator.StartAsync(default);
        await Eventually.IsSoAsync(IsLogEmpty);
    }

    private bool IsLogEmpty() => new FileInfo(_platform.DatabaseFile + "-wal") is { Exists: false } or { Length: 0 };
}
