using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Mail.Outbox;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Outbox;

/// <summary>A mail whose server answers late or never is delivered at most twice, and then parked for a person.</summary>
public sealed class UnansweredMailTests : IAsyncDisposable
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(15);
    private readonly ScriptedSmtpServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory, InlineData(45), InlineData(300)]
    public async Task A_server_that_answers_late_gets_the_mail_once(int seconds)
    {
        await using var platform = Reaching(new TestPlatform());
        await LateAsync(platform, TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task A_connection_lost_after_the_dot_repeats_the_mail_once_and_then_parks_it()
    {
        await using var platform = Reaching(new TestPlatform());
        await DeadLineAsync(platform);
    }

    [Fact]
    public async Task A_connection_lost_before_the_dot_is_not_counted()
    {
        await using var platform = Reaching(new TestPlatform());
        await InviteAsync(platform);
        _server.Answer("DATA", ScriptedSmtpServer.HangUp);

        for (var tries = 0; tries < 3; tries++)
        {
            Assert.Equal(1, await SendAsync(platform));
            platform.Clock.Turn(TimeSpan.FromHours(1));
        }

        _server.Answer("DATA", "354 go ahead");
        await SendAsync(platform);
        Assert.Equal((OutboxState.Sent, 0), await StateAsync(platform));
        Assert.Single(_server.Messages);
    }

    [Fact]
    public async Task An_answer_decreases_the_count()
    {
        await using var platform = Reaching(new TestPlatform());
        await InviteAsync(platform);
        _server.Answer(".", "451 4.3.0 later");

        for (var tries = 0; tries < 3; tries++)
        {
            Assert.Equal(1, await SendAsync(platform));
            Assert.Equal((OutboxState.Queued, 0), await StateAsync(platform));
            platform.Clock.Turn(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public async Task Processes_that_die_while_sending_a_mail_send_it_at_most_twice()
    {
        var mails = new SentMails();
        await using var platform = new TestPlatform { Change = mails.Replace };
        await DyingAsync(platform, mails);
    }

    [RequiresProgramFact("initdb")]
    public async Task PostgreSQL_behaves_the_same()
    {
        await using var server = await PostgresServer.StartAsync();
        await using (var platform = Reaching(PostgresPlatform.On(server)))
        {
            await LateAsync(platform, TimeSpan.FromSeconds(90));
        }

        _server.Messages.Clear();
        await using (var platform = Reaching(PostgresPlatform.On(server)))
        {
            await DeadLineAsync(platform);
        }

        var mails = new SentMails();
        await using var dying = PostgresPlatform.On(server, mails.Replace);
        await DyingAsync(dying, mails);
    }

    private async Task LateAsync(TestPlatform platform, TimeSpan late)
    {
        await InviteAsync(platform);
        platform.Clock.TurnsTimers = true;
        var (isTaken, goOn) = (NewSource(), NewSource());
        _server.Before = step =>
        {
            if (step == ".")
            {
                isTaken.TrySetResult();
                return goOn.Task;
            }

            return Task.CompletedTask;
        };

        var turn = Task.Run(() => SendAsync(platform));
        await isTaken.Task.WaitAsync(TimeSpan.FromSeconds(20));
        for (var waited = TimeSpan.Zero; waited < late; waited += Renewal)
        {
            await Eventually.IsSoAsync(() => platform.Clock.IsAwaited);
            var until = await LeasedUntilAsync(platform);
            platform.Clock.Turn(Renewal);
            await Eventually.IsSoAsync(async () => await LeasedUntilAsync(platform) == until + Renewal);
            Assert.Equal(0, await SendAsync(platform));
        }

        goOn.SetResult();
        Assert.Equal(1, await turn);
        Assert.Single(_server.Messages);
        Assert.Equal((OutboxState.Sent, 0), await StateAsync(platform));
        _server.Before = _ => Task.CompletedTask;
        platform.Clock.TurnsTimers = false;
    }

    private async Task DeadLineAsync(TestPlatform platform)
    {
        await InviteAsync(platform);
        _server.Answer(".", ScriptedSmtpServer.HangUp);

        await SendAsync(platform);
        Assert.Equal((OutboxState.Queued, 1), await StateAsync(platform));
        platform.Clock.Turn(TimeSpan.FromSeconds(30));
        await SendAsync(platform);
        platform.Clock.Turn(TimeSpan.FromDays(1));
        Assert.Equal(0, await SendAsync(platform));

        Assert.Equal((OutboxState.Parked, 2), await StateAsync(platform));
        Assert.Equal(2, _server.Messages.Count);
        Assert.Single(_server.Messages.Select(message => ReadMail.OfWire(message)["Message-ID"]).Distinct());
        Assert.Contains(
            "may have been delivered", await platform.AsAsync(platform.Aurora, db => db.OutboxMails.Select(mail => mail.LastProblem).SingleAsync()),
            StringComparison.Ordinal);
    }

    // A turn that never returns is what a killed process leaves: nothing is marked, and nothing renews the lease.
    private static async Task DyingAsync(TestPlatform platform, SentMails mails)
    {
        await InviteAsync(platform);
        var never = NewSource();
        var dead = new List<Task>();
        for (var deaths = 1; deaths <= 2; deaths++)
        {
            mails.After = _ => never.Task;
            dead.Add(Task.Run(() => SendAsync(platform)));
            await Eventually.IsSoAsync(() => mails.Taken.Count == deaths);
            platform.Clock.Turn(TimeSpan.FromSeconds(49));
            Assert.Equal(0, await SendAsync(platform).WaitAsync(TimeSpan.FromMinutes(1)));
            platform.Clock.Turn(TimeSpan.FromSeconds(1));
        }

        mails.After = _ => Task.CompletedTask;
        Assert.Equal(1, await SendAsync(platform));
        Assert.Equal(2, mails.Taken.Count);
        Assert.Single(mails.Taken.DistinctBy(mail => mail.MessageId));
        Assert.Equal((OutboxState.Parked, 2), await StateAsync(platform));

        // A late return changes nothing.
        never.SetResult();
        await Task.WhenAll(dead);
        Assert.Equal((OutboxState.Parked, 2), await StateAsync(platform));
    }

    private TestPlatform Reaching(TestPlatform platform)
    {
        platform.Settings["Mail:Transport"] = "Smtp";
        platform.Settings["Mail:Smtp:Host"] = "127.0.0.1";
        platform.Settings["Mail:Smtp:Port"] = $"{_server.Port}";
        platform.Settings["Mail:Smtp:Security"] = "None";
        return platform;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static Task<int> SendAsync(TestPlatform platform) => platform.Services.GetRequiredService<MailDispatcher>().SendDueAsync(default);

    private static async Task InviteAsync(TestPlatform platform) =>
        await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = "jane@example.com" });

    private static Task<DateTimeOffset?> LeasedUntilAsync(TestPlatform platform) =>
        platform.AsAsync(platform.Aurora, db => db.OutboxMails.Select(mail => mail.LeasedUntil).SingleAsync());

    private static Task<(OutboxState, int)> StateAsync(TestPlatform platform) => platform.AsAsync(platform.Aurora, async db =>
    {
        var row = await db.OutboxMails.AsNoTracking().SingleAsync();
        return (row.State, row.Unanswered);
    });
}
