using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Mail.Transport;
using Storefront.Platform.RateLimiting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Outbox;

/// <summary>What happens to a mail when the server refuses, the network fails, or turns overlap.</summary>
public sealed partial class MailDispatcherTests : IAsyncDisposable
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
    public async Task A_temporary_failure_is_retried_under_the_same_message_id(string failure)
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
    public async Task Retries_grow_for_five_days_and_then_the_mail_is_parked()
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
    public async Task A_permanent_refusal_parks_the_mail_at_once()
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
    public async Task An_unreadable_row_never_stops_the_next_mail()
    {
        await InviteAsync("poison@example.com");
        await OnRowsAsync(rows =>
            rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.Content, "no protected data").SetProperty(row => row.Kind, "no such mail")));
        await InviteAsync("jane@example.com");

        await SendAsync();

        Assert.Equal("jane@example.com", Assert.Single(_mails.Taken).To);
        Assert.Equal(
            [OutboxState.Queued, OutboxState.Sent], await OnRowsAsync(rows => rows.OrderBy(row => row.Id).Select(row => row.State).ToListAsync()));
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

    /// <summary>Begins a turn whose first mails wait until the test releases them.</summary>
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

    private Task<int> PromiseAsync(string email, int count = 1) => _platform.AsAsync(_platform.Aurora, async (db, services) =>
    {
        var customer = await db.Customers.SingleAsync(row => row.Email == email);
        for (var number = 0; number < count; number++)
        {
            services.GetRequiredService<MailOutbox>().Add(
                services.GetRequiredService<MailBudgets>().ForMerchantWork(customer), "en",
                new Storefront.Features.Invitations.InvitationMail("https://aurora.localhost/", null, null, _platform.Clock.Now), customer);
        }

        return await db.SaveChangesAsync();
    });

    private Task<T> OnRowsAsync<T>(Func<IQueryable<OutboxMail>, Task<T>> work) => _platform.AsAsync(_platform.Aurora, db => work(db.OutboxMails));

    private Task<OutboxMail> RowAsync() => OnRowsAsync(rows => rows.AsNoTracking().SingleAsync());
}
