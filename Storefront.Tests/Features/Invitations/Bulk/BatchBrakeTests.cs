using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Bulk;

/// <summary>A receiver that begins to refuse gets few more mails, the others go on, and nothing is lost or comes twice.</summary>
public sealed class BatchBrakeTests
{
    private const int MostMore = 50;

    [Fact]
    public async Task A_group_that_answers_4_7_0_is_stopped_and_goes_on_when_resumed()
    {
        await using var sink = new SmtpSink();
        await using var platform = PlatformWith(sink);
        var shop = platform.Aurora;
        var (accepted, refused) = (0, 0);
        sink.Refuse = to => !to.EndsWith("@gmail.com", StringComparison.Ordinal) && !to.EndsWith("@googlemail.com", StringComparison.Ordinal) ? null
            : Interlocked.Increment(ref accepted) <= 20 ? null
            : Interlocked.Increment(ref refused) > 0 ? "421 4.7.0 Try again later, unusual rate of mail" : null;
        var batch = await shop.BulkAsync(Addresses());

        await platform.GoOnAsync(40);
        var stopped = await shop.BatchAsync(batch);
        var (refusedAtFirst, sent) = (refused, sink.Mails.Count);
        sink.Refuse = _ => null;
        await platform.GoOnAsync(5);
        Assert.Equal(sent, sink.Mails.Count);
        await shop.ControlAsync("resume", batch);
        await platform.GoOnAsync(40);

        Assert.Equal("paused", stopped.GetProperty("status").GetString());
        Assert.Contains("google: 421", stopped.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("google", Assert.Single(stopped.GetProperty("stopped_groups").EnumerateArray()).GetProperty("name").GetString());
        Assert.InRange(refusedAtFirst, 1, MostMore);
        Assert.Equal(100 + 20, sent);
        Assert.Equal(300, sink.Mails.Count);
        Assert.Equal(300, sink.Mails.Select(mail => mail.To).Distinct().Count());
        Assert.Equal("completed", (await shop.BatchAsync(batch)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_mail_refused_for_good_by_policy_goes_again_when_resumed_and_not_after_a_resend()
    {
        await using var sink = new SmtpSink();
        await using var platform = PlatformWith(sink);
        var shop = platform.Aurora;
        sink.Refuse = to => to.EndsWith("@gmail.com", StringComparison.Ordinal) ? "550 5.7.1 Unsolicited mail" : null;
        var batch = await shop.BulkAsync(["by-batch@gmail.com", "by-hand@gmail.com", "fine@example.com"]);
        await platform.GoOnAsync(20);
        Assert.Equal("paused", (await shop.BatchAsync(batch)).GetProperty("status").GetString());

        sink.Refuse = _ => null;
        await shop.MerchantApi.PostAsync(
            "customers/invitations/resend", new { customer_id = (await shop.FindCustomerAsync("by-hand@gmail.com"))!.Id });
        await shop.ControlAsync("resume", batch);
        await platform.GoOnAsync(20);

        Assert.Equal("completed", (await shop.BatchAsync(batch)).GetProperty("status").GetString());
        Assert.Equal(
            ["by-batch@gmail.com", "by-hand@gmail.com", "fine@example.com"], sink.Mails.Select(mail => mail.To).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_group_where_more_than_two_percent_bounce_hard_is_stopped()
    {
        await using var sink = new SmtpSink();
        await using var platform = PlatformWith(sink);
        sink.Refuse = to => to.EndsWith("0@gmail.com", StringComparison.Ordinal) ? "550 5.1.1 no such user" : null;
        var batch = await platform.Aurora.BulkAsync(Addresses());

        await platform.GoOnAsync(40);

        var stopped = await platform.Aurora.BatchAsync(batch);
        Assert.Equal("paused", stopped.GetProperty("status").GetString());
        Assert.Contains("2 %", stopped.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(100, sink.Mails.Count(mail => mail.To.EndsWith("@example.com", StringComparison.Ordinal)));
        Assert.InRange(sink.Mails.Count, 140, 250);
    }

    [Fact]
    public async Task A_killed_process_loses_and_repeats_no_row_and_no_mail()
    {
        using var folder = new ProgramFolder();
        await using var sink = new SmtpSink();
        const int rows = 600;
        var body = new { customers = Enumerable.Range(0, rows).Select(number => new { email = $"k{number}@example.com" }), pace = 100_000 };
        foreach (var mails in new[] { 0, 20, 60 })
        {
            await using var program = await StartAsync(folder, sink);
            if (mails == 0)
            {
                var accepted = await program.SendAsync(
                    HttpMethod.Post, "aurora.localhost", "api/services/webshop/v1/customers/invite/bulk", "demo-aurora-token",
                    JsonContent.Create(body));
                Assert.Equal(System.Net.HttpStatusCode.Accepted, accepted.StatusCode);
                await Eventually.IsSoAsync(() => Count(folder, "SELECT COUNT(*) FROM Customers WHERE Email LIKE 'k%'") > 0);
            }
            else
            {
                await Eventually.IsSoAsync(() => sink.Mails.Count > mails);
            }

            await program.KillAsync();
        }

        await using var last = await StartAsync(folder, sink);
        await Eventually.IsSoAsync(() => sink.Mails.Select(mail => mail.To).Distinct().Count() == rows);
        await last.StopAsync();

        Assert.Equal(rows, Count(folder, "SELECT COUNT(*) FROM Customers WHERE Email LIKE 'k%'"));
        Assert.Equal(rows, Count(folder, "SELECT COUNT(*) FROM Invitations WHERE BatchId = 1"));
        Assert.Equal(rows, Count(folder, "SELECT Invited FROM InvitationBatches WHERE Id = 1"));

        // A mail that was handed over when the process died may come once more, under the same Message-ID.
        Assert.All(sink.Mails.GroupBy(mail => mail.To), copies => Assert.Single(copies.Select(copy => copy.MessageId).Distinct()));
    }

    private static IEnumerable<string> Addresses() => Enumerable.Range(0, 300).Select(number => (number % 3) switch
    {
        0 => $"a{number}@gmail.com",
        1 => $"b{number}@googlemail.com",
        _ => $"c{number}@example.com",
    });

    private static TestPlatform PlatformWith(SmtpSink sink) => new()
    {
        Settings =
        {
            ["Mail:Transport"] = "Smtp",
            ["Mail:Smtp:Host"] = "127.0.0.1",
            ["Mail:Smtp:Port"] = sink.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail:Smtp:Security"] = "None",
        },
    };

    private static Task<RunningProgram> StartAsync(ProgramFolder folder, SmtpSink sink) => RunningProgram.StartAsync(
        folder, "Development", ("Mail:Transport", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", $"{sink.Port}"),
        ("Mail:Smtp:Security", "None"), ("Logging:LogLevel:Default", "Warning"));

    private static long Count(ProgramFolder folder, string query)
    {
        using var connection = new SqliteConnection($"Data Source={folder.DatabaseFile};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
