using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Outbox;

/// <summary>The real program is killed with SIGKILL, repeatedly, at the most harmful moments.</summary>
public sealed class KillNineTests
{
    private const int SentAtOnce = 8;

    /// <summary>The step of sending at which the process dies, and how many mails must have reached that step in this run.</summary>
    private static readonly (string Step, int Times)[] Crashes = [("MAIL", 3), ("DATA", 9), (".", 6), ("taken", 5)];

    [Fact]
    public async Task Every_acknowledged_invitation_arrives_and_no_mail_comes_more_than_twice()
    {
        using var folder = new ProgramFolder();
        await using var sink = new SmtpSink();
        var acknowledged = new ConcurrentQueue<string>();
        for (var crash = 0; crash < Crashes.Length; crash++)
        {
            await using var program = await StartAsync(folder, sink);
            var reached = Await(sink, Crashes[crash].Step, Crashes[crash].Times);
            var inviting = InviteUntilKilledAsync(program, crash, acknowledged);
            await reached.WaitAsync(TimeSpan.FromSeconds(20));
            await program.KillAsync();
            await inviting;
        }

        sink.At = _ => Task.CompletedTask;
        await using var last = await StartAsync(folder, sink);
        await UntilSentAsync(folder);
        await last.StopAsync();

        Assert.True(acknowledged.Count > Crashes.Length, "The program was killed before it did anything.");
        var mails = sink.Mails.GroupBy(mail => mail.To).ToList();
        Assert.Empty(acknowledged.Except(mails.Select(mail => mail.Key)));
        Assert.All(mails, copies => Assert.Single(copies.Select(copy => copy.MessageId).Distinct()));
        Assert.All(mails, copies => Assert.InRange(copies.Count(), 1, 2));
        Assert.InRange(sink.Mails.Count - mails.Count, 1, SentAtOnce * Crashes.Length);

        // Never half an invitation: customer, invitation, token and mail exist together, and every mail was sent or parked after two
        // deliveries.
        var customers = Count(folder, "SELECT COUNT(*) FROM Customers");
        Assert.Equal(mails.Count, customers);
        Assert.Equal(customers, Count(folder, "SELECT COUNT(DISTINCT CustomerId) FROM Invitations"));
        Assert.Equal(customers, Count(folder, "SELECT COUNT(DISTINCT CustomerId) FROM OneTimeTokens"));
        Assert.Equal(
            customers,
            Count(folder, "SELECT COUNT(DISTINCT CustomerId) FROM OutboxMails WHERE (State = 2 AND Content = '') OR (State = 3 AND Unanswered = 2)"));
    }

    private static Task<RunningProgram> StartAsync(ProgramFolder folder, SmtpSink sink) => RunningProgram.StartAsync(
        folder, "Development", ("Mail:Transport", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", $"{sink.Port}"),
        ("Mail:Smtp:Security", "None"),
        ("RateLimits:MailsPerMerchantPerHour", "1000000"), ("Logging:LogLevel:Default", "Warning"));

    // The step is held until the process is dead, so that it dies exactly there.
    private static Task Await(SmtpSink sink, string step, int times)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = times;
        sink.At = async at =>
        {
            if (at == step && Interlocked.Decrement(ref left) <= 0)
            {
                reached.TrySetResult();
                await Task.Delay(step == "taken" ? 0 : 200);
            }
        };
        return reached.Task;
    }

    private static async Task InviteUntilKilledAsync(RunningProgram program, int crash, ConcurrentQueue<string> acknowledged) =>
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async worker =>
        {
            for (var number = 0; number < 30; number++)
            {
                var email = $"c{crash}-w{worker}-n{number}@example.com";
                try
                {
                    var answer = await program.SendAsync(
                        HttpMethod.Post, "aurora.localhost", "api/services/webshop/v1/customers/invite", "demo-aurora-token",
                        JsonContent.Create(new { email }));
                    Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
                    acknowledged.Enqueue(email);
                }
                catch (HttpRequestException)
                {
                    return;
                }
            }
        }));

    private static async Task UntilSentAsync(ProgramFolder folder)
    {
        for (var tries = 0; tries < 600 && Count(folder, "SELECT COUNT(*) FROM OutboxMails WHERE State = 1") > 0; tries++)
        {
            await Task.Delay(100);
        }
    }

    private static int Count(ProgramFolder folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
