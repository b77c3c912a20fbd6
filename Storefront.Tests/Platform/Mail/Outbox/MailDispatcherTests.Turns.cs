using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Outbox;

/// <summary>Turns that overlap, stop, or meet an erasure.</summary>
public sealed partial class MailDispatcherTests
{
    [Fact]
    public async Task A_slow_send_is_not_repeated_while_its_lease_holds()
    {
        await InviteAsync("jane@example.com");
        var (slow, goOn) = await StartSlowTurnAsync();

        _platform.Clock.Turn(TimeSpan.FromSeconds(49));
        Assert.Equal(0, await SendAsync());
        goOn.SetResult();
        await slow;

        Assert.Single(_mails.Tried);
        Assert.Equal(OutboxState.Sent, (await RowAsync()).State);
    }

    [Fact]
    public async Task After_its_lease_expires_a_mail_is_taken_over_and_the_older_turn_cannot_mark_it()
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
    public async Task An_older_turn_that_ends_late_does_not_affect_the_newer_one()
    {
        await InviteAsync("jane@example.com");
        var (older, goOn) = await StartSlowTurnAsync(thenFail: true);
        _platform.Clock.Turn(TimeSpan.FromMinutes(6));
        var (newer, finish) = await StartSlowTurnAsync();
        var held = await RowAsync();
        goOn.SetResult();
        await older;

        var row = await RowAsync();
        Assert.Equal(
            (held.Lease, held.LeasedUntil, OutboxState.Queued, 0, null), (row.Lease, row.LeasedUntil, row.State, row.Attempts, row.LastProblem));
        Assert.Equal(0, await SendAsync());
        finish.SetResult();
        await newer;
        Assert.Equal(OutboxState.Sent, (await RowAsync()).State);
    }

    [Fact]
    public async Task A_mail_with_an_expired_lease_is_sent_only_by_the_next_turn()
    {
        for (var number = 0; number <= SentAtOnce; number++)
        {
            await InviteAsync($"jane-{number}@example.com");
        }

        var (slow, goOn) = await StartSlowTurnAsync();
        _platform.Clock.Turn(TimeSpan.FromSeconds(61));
        goOn.SetResult();
        await slow;
        Assert.Equal((SentAtOnce, 0), (_mails.Tried.Count, _mails.Taken.Count));

        Assert.Equal(SentAtOnce + 1, await SendAsync());
        Assert.Equal(SentAtOnce + 1, _mails.Taken.DistinctBy(mail => mail.To).Count());
        Assert.Equal(SentAtOnce + 1, _mails.Taken.Count);
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
    public async Task On_SQLite_a_new_run_sends_at_once_what_a_killed_one_had_leased()
    {
        await InviteAsync("jane@example.com");
        await OnRowsAsync(rows =>
            rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.LeasedUntil, _platform.Clock.Now + TimeSpan.FromMinutes(5))));
        Assert.Equal(0, await SendAsync());

        await _platform.Services.GetRequiredService<OutboxLeaseStore>().FreeFormerRunAsync(default);

        Assert.Equal(1, await SendAsync());
    }

    [Fact]
    public async Task One_shops_slow_server_or_long_queue_delays_no_other_shops_mail()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _mails.Before = (mail, _) => mail.From.Address.Contains("aurora", StringComparison.Ordinal) ? goOn.Task : Task.CompletedTask;
        for (var number = 0; number < 60; number++)
        {
            await InviteAsync($"slow-{number}@example.com");
        }

        await Dispatcher.StartAsync(default);
        await Eventually.IsSoAsync(() => _mails.Tried.Count == SentAtOnce);
        await _platform.Birch.MerchantApi.PostAsync("customers/invite", new { email = "quick@example.com" });
        await Eventually.IsSoAsync(() => _mails.Taken.Any(mail => mail.To == "quick@example.com"));

        Assert.Equal("quick@example.com", Assert.Single(_mails.Taken).To);
        goOn.SetResult();
        await Eventually.IsSoAsync(() => _mails.Taken.Count == 61);
        await Dispatcher.StopAsync(default);
        Assert.Equal(61, _mails.Taken.DistinctBy(mail => mail.To).Count());
    }

    [Fact]
    public async Task A_queue_of_hundreds_at_one_shop_delays_no_other_shops_mail()
    {
        await _platform.Aurora.CustomerAsync("jane@example.com");
        await PromiseAsync("jane@example.com", count: 600);
        _platform.Clock.Turn(TimeSpan.FromSeconds(1));
        _mails.Tried.Clear();
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _mails.Before = (mail, _) => mail.From.Address.Contains("aurora", StringComparison.Ordinal) ? goOn.Task : Task.CompletedTask;

        await Dispatcher.StartAsync(default);
        await Eventually.IsSoAsync(() => _mails.Tried.Count == SentAtOnce);
        await _platform.Birch.MerchantApi.PostAsync("customers/invite", new { email = "quick@example.com" });
        await Eventually.IsSoAsync(() => _mails.Taken.Any(mail => mail.To == "quick@example.com"));
        goOn.SetResult();
        await Dispatcher.StopAsync(default);
    }

    [Fact]
    public async Task A_mail_server_that_comes_up_late_gets_every_mail()
    {
        var port = LoopbackPort.Free();
        await using var platform = new TestPlatform
        {
            Settings =
                { ["Mail:Transport"] = "Smtp", ["Mail:Smtp:Host"] = "127.0.0.1", ["Mail:Smtp:Port"] = $"{port}", ["Mail:Smtp:Security"] = "None" },
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
}
