using System.Net;
using System.Text.Json;
using MimeKit;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Bounces;

/// <summary>What a real mail server could not deliver ends on the invitation, read from a real mailbox.</summary>
public sealed class BounceTests(BounceServers servers) : IClassFixture<BounceServers>
{
    private const string Gone = "gone@remote.example";
    private const string Full = "full@remote.example";

    [RequiresProgramFact("dovecot")]
    public async Task An_undeliverable_invitation_has_bounced_with_the_reason_and_without_the_address()
    {
        await using var platform = servers.NewPlatform();
        await BounceAsync(platform);
    }

    [RequiresProgramFact("dovecot")]
    public async Task PostgreSQL_records_the_same_bounces()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var platform = servers.NewPlatform(server);
        await BounceAsync(platform);
    }

    [RequiresProgramFact("dovecot")]
    public async Task A_mailbox_that_does_not_exist_is_invited_no_more_and_still_recovers()
    {
        await using var platform = servers.NewPlatform();
        await InviteAsync(platform, Gone);
        await InviteAsync(platform, Full);
        await servers.ReadAllAsync(platform);
        Assert.Equal(("bounced", "bounced"), (await DeliveryAsync(platform, Gone), await DeliveryAsync(platform, Full)));
        platform.Clock.Turn(TimeSpan.FromDays(4));

        Assert.Equal("invitation.suppressed", (await ResendAsync(platform, Gone)).Code);
        Assert.Equal(0, Total(await platform.Aurora.MerchantApi.PostAsync("customers/invitations/remind")));
        Assert.Equal(HttpStatusCode.OK, (await ResendAsync(platform, Full)).Status);
        Assert.Equal(HttpStatusCode.Created, (await platform.Birch.MerchantApi.PostAsync("customers/invite", new { email = Gone })).Status);
        var before = await platform.Aurora.CountAsync(db => db.OutboxMails.Where(mail => mail.Kind == "invitation"));
        await new ApiDoor(platform.Aurora).ForgotAsync(Gone);
        await platform.MailsAsync();
        Assert.Equal(before + 1, await platform.Aurora.CountAsync(db => db.OutboxMails.Where(mail => mail.Kind == "invitation")));
    }

    [RequiresProgramFact("dovecot")]
    public async Task A_refusal_at_RCPT_has_bounced_at_once()
    {
        await using var platform = servers.NewPlatform();

        await InviteAsync(platform, "refused@example.com");

        var invitation = await ReadAsync(platform, "refused@example.com");
        Assert.Equal("bounced", invitation.GetProperty("delivery").GetString());
        Assert.StartsWith("RCPT TO: 5.1.1 (address)", invitation.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(["queued", "bounced"], Events(invitation));
        Assert.Equal("invitation.suppressed", (await ResendAsync(platform, "refused@example.com")).Code);
    }

    [RequiresProgramFact("dovecot")]
    public async Task A_forged_report_and_one_of_another_shop_or_mail_change_nothing()
    {
        await using var platform = servers.NewPlatform();
        await InviteAsync(platform, "kept@example.com");
        var path = servers.ReturnPath("kept@example.com");
        var (box, code) = (path.Split('.')[0], path.Split('.')[1].Split('@')[0]);
        string[] forged =
        [
            $"{box}.{new string('0', 30)}@bounces.example", $"{box}.{code[..29]}{(code[29] == '0' ? '1' : '0')}@bounces.example",
            $"{box}0.{code}@bounces.example", $"{path.Replace("bounces+", "unsubscribe+", StringComparison.Ordinal)}",
            path.Replace("bounces.example", "other.example", StringComparison.Ordinal),
        ];
        foreach (var address in forged)
        {
            await servers.DropAsync(address, Report("failed", "5.1.1"));
        }

        await servers.ReadAllAsync(platform);

        Assert.Equal(["queued", "sent"], Events(await ReadAsync(platform, "kept@example.com")));
        await servers.DropAsync(path, Report("failed", "5.1.1"));
        await servers.ReadAllAsync(platform);
        Assert.Equal(["queued", "sent", "bounced"], Events(await ReadAsync(platform, "kept@example.com")));
    }

    [RequiresProgramTheory("dovecot")]
    [InlineData("failed", "5.1.1", "smtp; 550 5.1.1 <x@y.example> unknown", true, true)]
    [InlineData("failed", "5.1.10", "smtp; 556 5.1.10 null MX", true, true)]
    [InlineData("failed", "5.7.1", "smtp; 550 5.7.1 5.1.1 is not the reason", true, false)]
    [InlineData("failed", "5.1.8", "smtp; 550 5.1.8 sender's domain not found", true, false)]
    [InlineData("failed", "4.4.7", "", true, false)]
    [InlineData("failed", "5.4.4", "X-Postfix; Host not found", true, false)]
    [InlineData("delayed", "4.1.1", "smtp; 450 4.1.1 later", false, false)]
    [InlineData("delivered", "2.0.0", "", false, false)]
    [InlineData("failed", "nonsense", "", false, false)]
    public async Task Only_a_failure_is_a_bounce_and_only_a_missing_mailbox_a_hard_one(
        string action, string status, string diagnostic, bool isBounced, bool isHard)
    {
        await using var platform = servers.NewPlatform();
        await InviteAsync(platform, "kept@example.com");
        var path = servers.ReturnPath("kept@example.com");

        await servers.DropAsync(path, Report(action, status, diagnostic));
        await servers.DropAsync(path, Report(action, status, diagnostic));
        await servers.DropAsync(path, new TextPart("plain") { Text = "I am on holiday. 5.1.1" });
        await servers.ReadAllAsync(platform);

        Assert.Equal(isBounced ? ["queued", "sent", "bounced"] : ["queued", "sent"], Events(await ReadAsync(platform, "kept@example.com")));
        Assert.Equal(isHard ? 1 : 0, await platform.Aurora.CountAsync(db => db.Suppressions));
    }

    [RequiresProgramFact("dovecot")]
    public async Task A_report_about_a_former_address_or_an_accepted_invitation_changes_nothing()
    {
        await using var platform = servers.NewPlatform();
        await InviteAsync(platform, "mistyped@example.com");
        var path = servers.ReturnPath("mistyped@example.com");
        platform.Clock.Turn(TimeSpan.FromMinutes(1));
        var id = (await ReadAsync(platform, "mistyped@example.com")).GetProperty("id").GetInt64();
        await platform.Aurora.MerchantApi.PostAsync("customers/invitations/correct", new { invitation_id = id, email = "right@example.com" });
        await platform.MailsAsync();
        await servers.DropAsync(path, Report("failed", "5.1.1"));
        await servers.DropAsync(path.Replace("bounces+", "unsubscribe+", StringComparison.Ordinal), new TextPart("plain") { Text = "" });
        await servers.ReadAllAsync(platform);
        Assert.Equal("sent", await DeliveryAsync(platform, "right@example.com"));
        Assert.Equal(0, await platform.Aurora.CountAsync(db => db.Suppressions));

        var accepted = servers.Link("right@example.com");
        Assert.True((await new ApiDoor(platform.Aurora).AcceptAsync(accepted, Shop.GoodPassword)).IsSignedIn);
        await servers.DropAsync(servers.ReturnPath("right@example.com"), Report("failed", "5.1.1"));
        await servers.ReadAllAsync(platform);
        Assert.DoesNotContain("bounced", Events(await ReadAsync(platform, "right@example.com")));
        Assert.Equal(0, await platform.Aurora.CountAsync(db => db.Suppressions));
    }

    [RequiresProgramFact("dovecot")]
    public async Task The_mailbox_is_read_over_TLS_with_a_trusted_certificate_only()
    {
        await using var platform = servers.NewPlatform();
        await InviteAsync(platform, Gone);

        await Assert.ThrowsAsync<MailKit.Security.SslHandshakeException>(() => servers.ReadOverTlsAsync(platform, isTrusted: false));
        await servers.ReadOverTlsAsync(platform, isTrusted: true);

        Assert.Equal("bounced", await DeliveryAsync(platform, Gone));
    }

    [RequiresProgramFact("dovecot")]
    public async Task What_was_recorded_is_deleted_and_what_is_not_ours_stays()
    {
        await using var platform = servers.NewPlatform();
        await InviteAsync(platform, Gone);
        await servers.DropAsync("somebody@bounces.example", new TextPart("plain") { Text = "Hello" });
        var path = servers.ReturnPath(Gone);

        await servers.ReadAllAsync(platform);

        Assert.DoesNotContain(servers.Mailbox(), mail => mail.Contains(path, StringComparison.Ordinal));
        Assert.Contains(servers.Mailbox(), mail => mail.Contains("somebody@bounces.example", StringComparison.Ordinal));
        Assert.Equal(0, await servers.ReadAllAsync(platform));
    }

    private async Task BounceAsync(TestPlatform platform)
    {
        await InviteAsync(platform, Gone);
        await InviteAsync(platform, Full);
        await InviteAsync(platform, "kept@example.com");

        await servers.ReadAllAsync(platform);

        var gone = await ReadAsync(platform, Gone);
        Assert.Equal(["queued", "sent", "bounced"], Events(gone));
        Assert.Equal(("pending", "bounced"), (gone.GetProperty("status").GetString(), gone.GetProperty("delivery").GetString()));
        Assert.Matches(@"^5\.1\.1 550 5\.1\.1 \(address\).* no mailbox here", gone.GetProperty("reason").GetString());
        var detail = gone.GetProperty("timeline")[2].GetProperty("detail");
        Assert.Equal(550, detail.GetProperty("code").GetInt32());
        Assert.Equal(gone.GetProperty("reason").GetString(), detail.GetProperty("reason").GetString());
        Assert.DoesNotContain(Gone, gone.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("5.2.2 ", (await ReadAsync(platform, Full)).GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("sent", await DeliveryAsync(platform, "kept@example.com"));
        Assert.Equal(1, await platform.Aurora.CountAsync(db => db.Suppressions.Where(row => row.Reason == SuppressionReason.Bounced)));
        Assert.Equal(0, await platform.Birch.CountAsync(db => db.Suppressions));
    }

    private static async Task InviteAsync(TestPlatform platform, string email)
    {
        Assert.Equal(HttpStatusCode.Created, (await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email })).Status);
        await platform.MailsAsync();
    }

    private static async Task<ApiAnswer> ResendAsync(TestPlatform platform, string email) => await platform.Aurora.MerchantApi.PostAsync(
        "customers/invitations/resend", new { customer_id = (await platform.Aurora.FindCustomerAsync(email))!.Id });

    private static async Task<JsonElement> ReadAsync(TestPlatform platform, string email) => (await platform.Aurora.MerchantApi.PostAsync(
        "customers/invitations/get", new { customer_id = (await platform.Aurora.FindCustomerAsync(email))!.Id })).Data.GetProperty("invitation");

    private static async Task<string?> DeliveryAsync(TestPlatform platform, string email) =>
        (await ReadAsync(platform, email)).GetProperty("delivery").GetString();

    private static List<string?> Events(JsonElement invitation) =>
        [.. invitation.GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("event").GetString())];

    private static int Total(ApiAnswer answer) => answer.Data.GetProperty("batch").GetProperty("total").GetInt32();

    private static MultipartReport Report(string action, string status, string diagnostic = "smtp; 550 5.1.1 unknown")
    {
        var delivery = new MessageDeliveryStatus();
        delivery.StatusGroups.Add(new HeaderList { { "Reporting-MTA", "dns; mx.remote.example" } });
        delivery.StatusGroups.Add(new HeaderList
        {
            { "Final-Recipient", "rfc822; kept@example.com" }, { "Action", action }, { "Status", status }, { "Diagnostic-Code", diagnostic },
        });
        return new MultipartReport("delivery-status") { new TextPart("plain") { Text = "It was not delivered." }, delivery };
    }
}
