using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Domain;
using Storefront.Platform.Mail;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail;

/// <summary>What becomes of a mail when the server says no, the network fails, or turns overlap.</summary>
public sealed class MailDispatcherTests : IAsyncDisposable
{
    private const int SentAtOnce = 8;
    private readonly SentMails _mails = new();
    private readonly TestPlatform _platform;

    public MailDispatcherTests() => _platform = new() { Change = _mails.Replace };

    private MailDispatcher Dispatcher => _platform.Services.GetRequiredService<MailDispatcher>();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory]
    [InlineData("451")]
    [InlineData("connection reset")]
    [InlineData("no route")]
    [InlineData("timeout")]
    [InlineData("untrusted")]
    public async Task What_fails_for_now_is_tried_again_under_the_same_message_id(string failure)
    {
        await InviteAsync("jane@example.com");
        _mails.Before = (_, _) => throw Failure(failure);
        await SendAsync();
        _mails.Before = (_, _) => Task.CompletedTask;

        Assert.Equal(0, await SendAsync());
        _platform.Clock.Turn(TimeSpan.FromSeconds(30));
        Assert.Equal(1, await SendAsync());

        Assert.Equal(2, _mails.Tried.Count);
        Assert.Single(_mails.Tried.DistinctBy(mail => mail.MessageId));
        var row = await RowAsync();
        Assert.Equal((OutboxState.Sent, 2, "", null), (row.State, row.Attempts, row.Content, row.LastProblem));
    }

    [Fact]
    public async Task Waits_grow_for_five_days_and_then_the_mail_is_parked_where_the_operator_sees_it()
    {
        await InviteAsync("jane@example.com");
        var promised = _platform.Clock.Now;
        _mails.Before = (_, _) => throw new MailRefusedException(451, tryLater: true, "greylisted <jane@example.com>");
        var waits = new List<TimeSpan>();

        await SendAsync();
        for (var row = await RowAsync(); row.State == OutboxState.Queued; row = await RowAsync())
        {
            waits.Add(row.NextAttemptAt - _platform.Clock.Now);
            _platform.Clock.Turn(waits[^1]);
            Assert.Equal(1, await SendAsync());
        }

        Assert.Equal(waits.Order(), waits);
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromHours(4)), (waits[0], waits[^1]));
        Assert.InRange(_platform.Clock.Now - promised, TimeSpan.FromDays(4.5), TimeSpan.FromDays(5));
        var parked = await RowAsync();
        Assert.Equal((OutboxState.Parked, "Given up: greylisted (address)", waits.Count + 1), (parked.State, parked.LastProblem, parked.Attempts));
        _platform.Clock.Turn(TimeSpan.FromDays(10));
        Assert.Equal(0, await SendAsync());
    }

    [Fact]
    public async Task What_is_refused_for_good_is_parked_at_once()
    {
        await InviteAsync("jane@example.com");
        _mails.Before = (_, _) => throw MailRefusedException.ForGood(550, "no such user");
        await SendAsync();

        _platform.Clock.Turn(TimeSpan.FromDays(1));
        Assert.Equal(0, await SendAsync());

        var row = await RowAsync();
        Assert.Equal((OutboxState.Parked, "no such user", 1), (row.State, row.LastProblem, row.Attempts));
    }

    [Fact]
    public async Task A_mail_that_cannot_be_read_never_stops_the_next()
    {
        await InviteAsync("poison@example.com");
        await OnRowsAsync(rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.Content, "no protected data").SetProperty(row => row.Kind, "no such mail")));
        await InviteAsync("jane@example.com");

        await SendAsync();

        Assert.Equal("jane@example.com", Assert.Single(_mails.Taken).To);
        Assert.Equal([OutboxState.Queued, OutboxState.Sent], await OnRowsAsync(rows => rows.OrderBy(row => row.Id).Select(row => row.State).ToListAsync()));
    }

    [Fact]
    public async Task A_slow_send_is_not_repeated_while_its_lease_holds()
    {
        await InviteAsync("jane@example.com");
        var (slow, goOn) = await StartSlowTurnAsync();

        _platform.Clock.Turn(TimeSpan.FromMinutes(4));
        Assert.Equal(0, await SendAsync());
        goOn.SetResult();
        await slow;

        Assert.Single(_mails.Tried);
        Assert.Equal(OutboxState.Sent, (await RowAsync()).State);
    }

    [Fact]
    public async Task After_its_lease_a_mail_is_taken_over_and_the_older_turn_cannot_mark_it()
    {
        await InviteAsync("jane@example.com");
        var (slow, goOn) = await StartSlowTurnAsync(thenFail: true);

        _platform.Clock.Turn(TimeSpan.FromMinutes(6));
        Assert.Equal(1, await SendAsync());
        goOn.SetResult();
        await slow;

        Assert.Single(_mails.Tried.DistinctBy(mail => mail.MessageId));
        var row = await RowAsync();
        Assert.Equal((OutboxState.Sent, 1, null), (row.State, row.Attempts, row.LastProblem));
    }

    [Fact]
    public async Task A_mail_whose_lease_nearly_ran_out_behind_slow_ones_is_left_to_the_next_turn()
    {
        for (var number = 0; number <= SentAtOnce; number++)
        {
            await InviteAsync($"jane-{number}@example.com");
        }

        var (slow, goOn) = await StartSlowTurnAsync();
        _platform.Clock.Turn(TimeSpan.FromMinutes(4));
        goOn.SetResult();
        await slow;
        Assert.Equal(SentAtOnce, _mails.Tried.Count);

        _platform.Clock.Turn(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await SendAsync());
        Assert.Equal(SentAtOnce + 1, _mails.Taken.DistinctBy(mail => mail.To).Count());
    }

    [Fact]
    public async Task An_erased_customers_mail_is_not_sent_even_when_its_turn_had_begun()
    {
        var session = await _platform.Aurora.CustomerAsync("jane@example.com");
        for (var number = 0; number < SentAtOnce; number++)
        {
            await InviteAsync($"other-{number}@example.com");
        }

        await PromiseAsync("jane@example.com");
        _mails.Tried.Clear();
        var (slow, goOn) = await StartSlowTurnAsync();
        Assert.True((await new ApiDoor(_platform.Aurora).DeleteAsync(session, Shop.GoodPassword)).IsDone);
        goOn.SetResult();
        await slow;

        Assert.DoesNotContain(_mails.Tried, mail => mail.To == "jane@example.com");
        await SendAsync();
        Assert.Contains("deleted", Assert.Single(_mails.Tried, mail => mail.To == "jane@example.com").Subject, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_notice_of_a_deletion_leaves_no_row()
    {
        var session = await _platform.Aurora.CustomerAsync("jane@example.com");
        await new ApiDoor(_platform.Aurora).DeleteAsync(session, Shop.GoodPassword);
        Assert.Equal(1, await OnRowsAsync(rows => rows.CountAsync()));

        await SendAsync();

        Assert.Equal(0, await OnRowsAsync(rows => rows.CountAsync()));
    }

    [Fact]
    public async Task A_notice_that_cannot_be_delivered_stays_visible_and_names_nobody()
    {
        var session = await _platform.Aurora.CustomerAsync("jane@example.com");
        await new ApiDoor(_platform.Aurora).DeleteAsync(session, Shop.GoodPassword);
        _mails.Before = (_, _) => throw MailRefusedException.ForGood(550, "no such user");

        await SendAsync();

        var row = await RowAsync();
        Assert.Equal((OutboxState.Parked, ""), (row.State, row.Content));
    }

    [Fact]
    public async Task A_mail_that_was_taken_while_the_program_stops_is_marked()
    {
        await InviteAsync("jane@example.com");
        using var stop = new CancellationTokenSource();
        _mails.After = _ => stop.CancelAsync();

        await Record.ExceptionAsync(() => Dispatcher.SendDueAsync(stop.Token));

        Assert.Equal(OutboxState.Sent, (await RowAsync()).State);
    }

    [Fact]
    public async Task A_new_run_on_SQLite_sends_at_once_what_a_killed_one_held()
    {
        await InviteAsync("jane@example.com");
        await OnRowsAsync(rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.LeasedUntil, _platform.Clock.Now + TimeSpan.FromMinutes(5))));
        Assert.Equal(0, await SendAsync());

        await Dispatcher.FreeLeasesOfFormerRunAsync(default);

        Assert.Equal(1, await SendAsync());
    }

    [Fact]
    public async Task A_mail_server_that_comes_up_late_gets_every_mail()
    {
        var port = LoopbackPort.Free();
        await using var platform = new TestPlatform
        {
            Settings = { ["Mail:Transport"] = "Smtp", ["Mail:Smtp:Host"] = "127.0.0.1", ["Mail:Smtp:Port"] = $"{port}", ["Mail:Smtp:Security"] = "None" },
        };
        for (var number = 0; number < 20; number++)
        {
            await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = $"late-{number}@example.com" });
        }

        var dispatcher = platform.Services.GetRequiredService<MailDispatcher>();
        for (var hour = 0; hour < 2; hour++)
        {
            await dispatcher.SendDueAsync(default);
            platform.Clock.Turn(TimeSpan.FromHours(1));
        }

        await using var sink = new SmtpSink(port);
        await dispatcher.SendDueAsync(default);

        Assert.Equal(20, sink.Mails.DistinctBy(mail => mail.To).Count());
        Assert.Equal(20, sink.Mails.Count);
    }

    private static Exception Failure(string name) => name switch
    {
        "451" => new MailRefusedException(451, tryLater: true, "try later"),
        "connection reset" => new IOException(),
        "no route" => new SocketException((int)SocketError.HostUnreachable),
        "timeout" => new TimeoutException(),
        _ => new AuthenticationException(),
    };

    private Task<int> SendAsync() => Dispatcher.SendDueAsync(default);

    private async Task InviteAsync(string email) =>
        Assert.Equal(System.Net.HttpStatusCode.Created, (await _platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email })).Status);

    /// <summary>Begins a turn whose first mails wait until the test lets them go on.</summary>
    private async Task<(Task Turn, TaskCompletionSource GoOn)> StartSlowTurnAsync(bool thenFail = false)
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var expected = Math.Min(SentAtOnce, await OnRowsAsync(rows => rows.CountAsync(row => row.State == OutboxState.Queued)));
        var count = 0;
        _mails.Before = async (_, _) =>
        {
            if (Interlocked.Increment(ref count) == expected)
            {
                _mails.Before = (_, _) => Task.CompletedTask;
                begun.SetResult();
            }

            await goOn.Task;
            if (thenFail)
            {
                throw MailRefusedException.ForGood(550, "too late");
            }
        };
        var turn = Task.Run(SendAsync);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20));
        return (turn, goOn);
    }

    private Task<int> PromiseAsync(string email) => _platform.AsAsync(_platform.Aurora, async (db, services) =>
    {
        var customer = await db.Customers.SingleAsync(row => row.Email == email);
        services.GetRequiredService<MailOutbox>().Add(email, "en", new Storefront.Features.Invitations.InvitationMail("https://aurora.localhost/", null, null, _platform.Clock.Now), customer);
        return await db.SaveChangesAsync();
    });

    private Task<T> OnRowsAsync<T>(Func<IQueryable<OutboxMail>, Task<T>> work) => _platform.AsAsync(_platform.Aurora, db => work(db.OutboxMails));

    private Task<OutboxMail> RowAsync() => OnRowsAsync(rows => rows.AsNoTracking().SingleAsync());
}
