using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Hosting;
using Storefront.Platform.Mail.Outbox;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Hosting;

/// <summary>The operator sees which mails were not sent, and why, but not to whom.</summary>
public sealed class MailCommandTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new()
    {
        Settings =
        {
            ["Mail:Transport"] = "Smtp", ["Mail:Smtp:Host"] = "127.0.0.1", ["Mail:Smtp:Port"] = $"{LoopbackPort.Free()}",
            ["Mail:Smtp:Security"] = "None"
        },
    };

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task Unsent_mails_are_counted_per_merchant_with_the_reason()
    {
        Assert.Equal((0, "Nothing."), await RunAsync("waiting"));
        await InviteAsync(_platform.Aurora, "jane@example.com");
        await InviteAsync(_platform.Birch, "joe@example.com");
        Assert.Equal(
            (
                0,
                "1\tAurora Coffee\t1 waiting since 2026-03-02T09:00:00Z\t0 given up\t\n2\tBirch & Co\t1 waiting since 2026-03-02T09:00:00Z\t0 given "
                    + "up"),
            await RunAsync("waiting"));

        await _platform.Services.GetRequiredService<MailDispatcher>().SendDueAsync(default);
        _platform.Clock.Turn(TimeSpan.FromMinutes(1));
        await InviteAsync(_platform.Aurora, "june@example.com");

        var told = await RunAsync("waiting");
        Assert.Equal(
            (
                0,
                "1\tAurora Coffee\t2 waiting since 2026-03-02T09:00:00Z\t0 given up\tSocketException\n2\tBirch & Co\t1 waiting since "
                    + "2026-03-02T09:00:00Z\t0 given up\tSocketException"),
            told);
        Assert.DoesNotContain("@", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parked_mails_stay_listed_and_sent_ones_do_not()
    {
        await InviteAsync(_platform.Aurora, "jane@example.com");
        await InviteAsync(_platform.Birch, "joe@example.com");
        await _platform.AsAsync(
            _platform.Aurora,
            db =>
                db.OutboxMails.ExecuteUpdateAsync(set =>
                    set.SetProperty(mail => mail.State, OutboxState.Parked).SetProperty(mail => mail.LastProblem, "RCPT: no such mailbox")));
        await _platform.AsAsync(
            _platform.Birch, db => db.OutboxMails.ExecuteUpdateAsync(set => set.SetProperty(mail => mail.State, OutboxState.Sent)));

        Assert.Equal((0, "1\tAurora Coffee\t0 waiting\t1 given up\tRCPT: no such mailbox"), await RunAsync("waiting"));
    }

    [Fact]
    public async Task A_parked_mail_is_shown_without_address_and_link()
    {
        var id = await ParkAsync("jane@example.com");

        var (listed, list) = await RunAsync("show");
        var (shown, mail) = await RunAsync("show", "--id", $"{id}");

        Assert.Equal((0, $"{id}\t1\tinvitation\t2026-03-02T09:00:00Z\tno such mailbox"), (listed, list));
        Assert.Equal(0, shown);
        Assert.Contains("to:         j…@example.com", mail, StringComparison.Ordinal);
        Assert.Contains("handed over without a final answer: 2", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("jane", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("http", mail, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("show", "--id", "999")).ExitCode);
    }

    [Fact]
    public async Task A_parked_mail_is_sent_again_by_the_retry_command()
    {
        var id = await ParkAsync("jane@example.com");

        Assert.Equal((0, "It goes out within seconds, while the web server runs."), await RunAsync("retry", "--id", $"{id}"));

        Assert.Equal(1, (await RunAsync("retry", "--id", $"{id}")).ExitCode);
        await using var sink = new SmtpSink(int.Parse(_platform.Settings["Mail:Smtp:Port"]!, System.Globalization.CultureInfo.InvariantCulture));
        await _platform.Services.GetRequiredService<MailDispatcher>().SendDueAsync(default);
        Assert.Equal("jane@example.com", Assert.Single(sink.Mails).To);
        Assert.Equal((0, "Nothing."), await RunAsync("show"));
    }

    [Fact]
    public async Task The_drop_command_deletes_a_parked_mail_but_not_a_waiting_one()
    {
        var id = await ParkAsync("jane@example.com");
        await InviteAsync(_platform.Birch, "joe@example.com");
        var waiting = await _platform.AsAsync(_platform.Birch, db => db.OutboxMails.Select(mail => mail.Id).SingleAsync());

        Assert.Equal((0, "Forgotten."), await RunAsync("drop", "--id", $"{id}"));
        Assert.Equal(1, (await RunAsync("drop", "--id", $"{id}")).ExitCode);
        Assert.Equal(1, (await RunAsync("drop", "--id", $"{waiting}")).ExitCode);

        Assert.Equal(0, await _platform.AsAsync(_platform.Aurora, db => db.OutboxMails.CountAsync()));
        Assert.Equal(1, await _platform.AsAsync(_platform.Birch, db => db.OutboxMails.CountAsync()));
    }

    [Theory]
    [InlineData("'mails drop --help'", "drop")]
    [InlineData("'mails show --help'", "show", "--number", "1")]
    [InlineData("'mails --help'")]
    public async Task A_mistyped_command_gets_one_line_with_advice(string way, params string[] typed)
    {
        var (exitCode, output) = await RunAsync(typed);

        Assert.Equal(1, exitCode);
        Assert.DoesNotContain('\n', output);
        Assert.Contains(way, output, StringComparison.Ordinal);
    }

    private async Task<long> ParkAsync(string email)
    {
        await InviteAsync(_platform.Aurora, email);
        return await _platform.AsAsync(_platform.Aurora, async db =>
        {
            await db.OutboxMails.ExecuteUpdateAsync(set => set.SetProperty(mail => mail.State, OutboxState.Parked)
                .SetProperty(mail => mail.Unanswered, 2).SetProperty(mail => mail.LastProblem, "no such mailbox"));
            return await db.OutboxMails.Select(mail => mail.Id).SingleAsync();
        });
    }

    private static async Task InviteAsync(Shop shop, string email) =>
        Assert.Equal(System.Net.HttpStatusCode.Created, (await shop.MerchantApi.PostAsync("customers/invite", new { email })).Status);

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] command)
    {
        await using var output = new StringWriter();
        var exitCode = await _platform.Services.GetRequiredService<OperatorConsole>().RunAsync(["mails", .. command], output);
        return (exitCode, output.ToString().Trim().ReplaceLineEndings("\n"));
    }
}
