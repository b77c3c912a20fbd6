using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Domain;
using Storefront.Platform.Mail;
using Storefront.Platform.Operator;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail;

/// <summary>The operator sees what has not gone out, and why, without seeing to whom.</summary>
public sealed class MailCommandTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new()
    {
        Settings = { ["Mail:Transport"] = "Smtp", ["Mail:Smtp:Host"] = "127.0.0.1", ["Mail:Smtp:Port"] = $"{LoopbackPort.Free()}", ["Mail:Smtp:Security"] = "None" },
    };

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task What_a_mail_server_does_not_take_is_counted_by_merchant_with_the_reason()
    {
        Assert.Equal((0, "Nothing."), await RunAsync());
        await InviteAsync(_platform.Aurora, "jane@example.com");
        await InviteAsync(_platform.Birch, "joe@example.com");
        Assert.Equal((0, "1\tAurora Coffee\t1 waiting since 2026-03-02T09:00:00Z\t0 given up\t\n2\tBirch & Co\t1 waiting since 2026-03-02T09:00:00Z\t0 given up"), await RunAsync());

        await _platform.Services.GetRequiredService<MailDispatcher>().SendDueAsync(default);
        _platform.Clock.Turn(TimeSpan.FromMinutes(1));
        await InviteAsync(_platform.Aurora, "june@example.com");

        var told = await RunAsync();
        Assert.Equal((0, "1\tAurora Coffee\t2 waiting since 2026-03-02T09:00:00Z\t0 given up\tSocketException\n2\tBirch & Co\t1 waiting since 2026-03-02T09:00:00Z\t0 given up\tSocketException"), told);
        Assert.DoesNotContain("@", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_given_up_stays_to_be_seen_and_what_was_sent_does_not()
    {
        await InviteAsync(_platform.Aurora, "jane@example.com");
        await InviteAsync(_platform.Birch, "joe@example.com");
        await _platform.AsAsync(_platform.Aurora, db => db.OutboxMails.ExecuteUpdateAsync(set => set.SetProperty(mail => mail.State, OutboxState.Parked).SetProperty(mail => mail.LastProblem, "RCPT: no such mailbox")));
        await _platform.AsAsync(_platform.Birch, db => db.OutboxMails.ExecuteUpdateAsync(set => set.SetProperty(mail => mail.State, OutboxState.Sent)));

        Assert.Equal((0, "1\tAurora Coffee\t0 waiting\t1 given up\tRCPT: no such mailbox"), await RunAsync());
    }

    private static async Task InviteAsync(Shop shop, string email) =>
        Assert.Equal(System.Net.HttpStatusCode.Created, (await shop.MerchantApi.PostAsync("customers/invite", new { email })).Status);

    private async Task<(int ExitCode, string Output)> RunAsync()
    {
        await using var output = new StringWriter();
        var exitCode = await _platform.Services.GetRequiredService<OperatorConsole>().RunAsync(["mails", "waiting"], output);
        return (exitCode, output.ToString().Trim().ReplaceLineEndings("\n"));
    }
}
