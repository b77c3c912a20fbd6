using System.Net;
using MimeKit;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Bounces;

/// <summary>A reminder can be unsubscribed from by mail; no other mail says so.</summary>
public sealed class UnsubscribeTests(BounceServers servers) : IClassFixture<BounceServers>
{
    private const string Email = "jane@example.com";
    private const string Header = "List-Unsubscribe";

    [RequiresProgramFact("dovecot")]
    public async Task A_mail_to_the_address_in_a_reminder_declines_the_invitation_for_good()
    {
        await using var platform = servers.NewPlatform();
        await UnsubscribeAsync(platform);
    }

    [RequiresProgramFact("dovecot")]
    public async Task PostgreSQL_declines_alike()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var platform = servers.NewPlatform(server);
        await UnsubscribeAsync(platform);
    }

    [RequiresProgramFact("dovecot")]
    public async Task An_automatic_answer_unsubscribes_nobody_and_who_has_accepted_stays()
    {
        await using var platform = servers.NewPlatform();
        var address = await RemindAsync(platform);
        await servers.DropAsync(address, new TextPart("plain") { Text = "I am on holiday." }, ("Auto-Submitted", "auto-replied"));
        await servers.ReadAllAsync(platform);
        Assert.Equal(0, await platform.Aurora.CountAsync(db => db.Suppressions));

        Assert.True((await new ApiDoor(platform.Aurora).AcceptAsync(servers.Link(Email), Shop.GoodPassword)).IsSignedIn);
        await servers.DropAsync(address, new TextPart("plain") { Text = "unsubscribe" });
        await servers.ReadAllAsync(platform);

        Assert.Equal(0, await platform.Aurora.CountAsync(db => db.Suppressions));
    }

    [Fact]
    public async Task Where_nobody_reads_the_mailbox_no_mail_offers_to_unsubscribe()
    {
        var mails = new SentMails();
        await using var platform = new TestPlatform { Change = mails.Replace, Settings = { ["Mail:Bounces:Domain"] = "bounces.example" } };
        await platform.Aurora.InviteAsync(Email);
        platform.Clock.Turn(TimeSpan.FromDays(4));
        await platform.Aurora.MerchantApi.PostAsync("customers/invitations/remind");
        await platform.MailsAsync();

        Assert.Equal(2, mails.Taken.Count);
        Assert.All(mails.Taken, mail => Assert.DoesNotContain(mail.Headers, header => header.Name == Header));
        Assert.All(mails.Taken, mail => Assert.Matches(@"^bounces\+\d+\.[0-9a-f]{30}@bounces\.example$", mail.ReturnPath));
        Assert.Equal(2, mails.Taken.Select(mail => mail.ReturnPath).Distinct().Count());
    }

    [Fact]
    public async Task Without_a_bounce_domain_the_merchants_address_is_on_the_envelope()
    {
        var mails = new SentMails();
        await using var platform = new TestPlatform { Change = mails.Replace };
        await platform.Aurora.InviteAsync(Email);

        Assert.Null(Assert.Single(mails.Taken).ReturnPath);
    }

    private async Task UnsubscribeAsync(TestPlatform platform)
    {
        var address = await RemindAsync(platform);
        await servers.DropAsync(address, new TextPart("plain") { Text = "unsubscribe" });
        await servers.DropAsync(address, new TextPart("plain") { Text = "unsubscribe" });
        await servers.ReadAllAsync(platform);

        var customer = (await platform.Aurora.FindCustomerAsync(Email))!.Id;
        var invitation = (await platform.Aurora.MerchantApi.PostAsync("customers/invitations/get", new { customer_id = customer })).Data
            .GetProperty("invitation");
        Assert.Equal("declined", invitation.GetProperty("status").GetString());
        Assert.Equal("declined", invitation.GetProperty("timeline").EnumerateArray().Last().GetProperty("event").GetString());
        Assert.Equal(
            1, await platform.Aurora.CountAsync(db => db.Suppressions.Where(row => row.Reason == SuppressionReason.Declined)));
        Assert.False((await new ApiDoor(platform.Aurora).AcceptAsync(servers.Link(Email), Shop.GoodPassword)).IsSignedIn);
        var again = await platform.Aurora.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = customer });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invitation.suppressed"), (again.Status, again.Code));
    }

    // Invites and reminds, and returns the address to unsubscribe at.
    private async Task<string> RemindAsync(TestPlatform platform)
    {
        await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = Email });
        await platform.MailsAsync();
        Assert.Null(servers.Header(Email, Header));
        platform.Clock.Turn(TimeSpan.FromDays(4));
        await platform.Aurora.MerchantApi.PostAsync("customers/invitations/remind");
        await platform.MailsAsync();
        var header = servers.Header(Email, Header);
        Assert.Matches(@"^<mailto:unsubscribe\+\d+\.[0-9a-f]{30}@bounces\.example\?subject=unsubscribe>$", header);
        return header![8..].Split('?')[0];
    }
}
