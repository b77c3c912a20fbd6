using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Features.Invitations.Expire;
using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Webhooks;

/// <summary>What happens to invitations and customers arrives at the merchant's webhooks, thin, in order and at no other merchant.</summary>
public sealed partial class WebhookEventTests : IAsyncLifetime
{
    private const string Email = "jane@example.com";
    private static readonly string[] Secrets = ["token", "password", "http", "accept-invitation", "secret"];
    private readonly SentMails _mails = new();
    private TestPlatform Application { get; }
    private Receiver _receiver = null!;

    public WebhookEventTests() => Application = new() { Change = _mails.Replace };

    private Shop Aurora => Application.Aurora;

    public async Task InitializeAsync() => _receiver = await Receiver.StartAsync();

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await Application.DisposeAsync();
    }

    [Fact]
    public Task The_life_of_a_customer_is_told_in_order() => LiveAsync(Application, _receiver);

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task PostgreSQL_tells_it_too()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var platform = PostgresPlatform.On(server, _mails.Replace);
        await LiveAsync(platform, _receiver);
    }

    [Fact]
    public async Task A_registration_is_told_and_its_proof()
    {
        await Aurora.NewWebhookAsync(_receiver.Url);
        await new ApiDoor(Aurora).RegisterAsync(Email, Shop.GoodPassword);
        var link = await Aurora.NewestLinkAsync(Email);
        await Aurora.Api().PostPublicAsync("customer/auth/verify-email", new { email = Email, token = link.Token });

        await Application.SendWebhooksAsync();

        Assert.Equal(["customer.registered", "customer.verified"], _receiver.Types);
        Assert.NotEqual(JsonValueKind.Null, _receiver.Messages.Last().Data.GetProperty("email_verified_at").ValueKind);
    }

    [Fact]
    public async Task A_bounce_a_correction_a_decline_and_a_revocation_are_told()
    {
        await Aurora.NewWebhookAsync(_receiver.Url);
        _mails.Before = (_, _) => throw MailRefusedException.ForGood(550, "RCPT TO: 5.1.1 unknown");
        await Aurora.MerchantApi.PostAsync("customers/invite", new { email = Email });
        await Application.MailsAsync();
        _mails.Before = (_, _) => Task.CompletedTask;
        await Application.SendWebhooksAsync();
        var id = _receiver.Messages.First().Data.GetProperty("invitation_id").GetInt64();
        await Aurora.MerchantApi.PostAsync("customers/invitations/correct", new { invitation_id = id, email = "joe@example.com" });
        Assert.DoesNotContain(await Aurora.DeliveriesAsync(), row => row.Body.Contains(Email, StringComparison.Ordinal));
        var link = await Aurora.NewestLinkAsync("joe@example.com");
        await Aurora.Api().PostPublicAsync("customer/auth/invitation/decline", new { email = link.Email, token = link.Token });
        await Aurora.MerchantApi.PostAsync("customers/invitations/revoke", new { invitation_id = id, keep_customer = true });

        await Application.SendWebhooksAsync();

        Assert.Equal(
            [
                "customer.invited", "invitation.bounced", "invitation.corrected", "invitation.sent", "invitation.declined", "invitation.revoked"
            ],
            _receiver.Types);
        var bounced = _receiver.Messages.ElementAt(1).Data;
        Assert.Equal((550, "bounced"), (bounced.GetProperty("code").GetInt32(), bounced.GetProperty("delivery").GetString()));
        Assert.Equal("joe@example.com", _receiver.Messages.ElementAt(2).Data.GetProperty("email").GetString());
    }

    [Fact]
    public async Task A_revocation_that_erases_is_told_without_the_address()
    {
        await Aurora.NewWebhookAsync(_receiver.Url);
        var customer = await Aurora.InviteQuietlyAsync(Email);
        await Aurora.MerchantApi.PostAsync("customers/invitations/revoke", new { customer_id = customer });

        await Application.SendWebhooksAsync();

        Assert.Equal(["invitation.revoked", "customer.deleted"], _receiver.Types);
        Assert.All(_receiver.Messages, message => Assert.DoesNotContain("jane", message.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_expiry_is_told_once_and_not_of_what_was_mailed_again()
    {
        await Aurora.NewWebhookAsync(_receiver.Url, "invitation.expired");
        await Aurora.InviteQuietlyAsync(Email);
        var joe = await Aurora.InviteQuietlyAsync("joe@example.com");
        await Application.Birch.InviteQuietlyAsync(Email);
        var notifier = Application.Services.GetRequiredService<ExpiredInvitationNotifier>();
        Assert.Equal(0, await notifier.RunAsync(default));
        Application.Clock.Turn(TimeSpan.FromDays(6));
        await Aurora.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = joe });
        Application.Clock.Turn(TimeSpan.FromDays(3));

        Assert.Equal((1, 0), (await notifier.RunAsync(default), await notifier.RunAsync(default)));
        await Application.SendWebhooksAsync();

        var told = Assert.Single(_receiver.Messages);
        Assert.Equal((Email, "expired"), (told.Data.GetProperty("email").GetString(), told.Data.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_webhook_gets_only_the_events_it_wants_and_a_refused_request_tells_nothing()
    {
        await Aurora.NewWebhookAsync(_receiver.Url, "invitation.accepted", "customer.deleted");
        await Aurora.CustomerAsync(Email);
        await Aurora.MerchantApi.PostAsync("customers/invite", new { email = Email });
        await Application.Birch.CustomerAsync(Email);

        await Application.SendWebhooksAsync();

        Assert.Equal(["invitation.accepted"], _receiver.Types);
    }

    [Fact]
    public async Task Many_invitations_at_once_are_told_one_by_one()
    {
        await Aurora.NewWebhookAsync(_receiver.Url);
        var batch = await Aurora.BulkAsync(Enumerable.Range(0, 60).Select(number => $"many-{number}@example.com"));
        await Application.GoOnAsync(100);

        await Application.SendWebhooksAsync();

        Assert.Equal("completed", (await Aurora.BatchAsync(batch)).GetProperty("status").GetString());
        Assert.Equal(1, _receiver.Types.Count(type => type == "batch.completed"));
        var invited = _receiver.Messages.Where(message => message.Type == "customer.invited").ToList();
        Assert.All(invited, message => Assert.Equal(JsonValueKind.Null, message.Data.GetProperty("expires_at").ValueKind));
        Assert.Equal((60, 60), (invited.Count, invited.DistinctBy(message => message.Data.GetProperty("invitation_id").GetInt64()).Count()));
    }

    private static async Task LiveAsync(TestPlatform platform, Receiver receiver)
    {
        platform.SetToday();
        var aurora = platform.Aurora;
        var (_, secret) = await aurora.NewWebhookAsync(receiver.Url);
        await platform.Birch.NewWebhookAsync(receiver.Url, "ping");
        var link = await aurora.InviteAsync(Email);
        await aurora.NewBrowser().OpenAsync(link.Address.PathAndQuery);
        var session = (await new ApiDoor(aurora).AcceptAsync(link, Shop.GoodPassword)).Session!;
        var profile = new { firstname = "Jane", lastname = "Doe", phone = "+31 20 123 4567" };
        Assert.Equal(HttpStatusCode.OK, (await aurora.Api(session).PostAsync("customer/profile/update", profile)).Status);
        Assert.Equal(HttpStatusCode.OK, (await aurora.Api(session).PostAsync("customer/profile/update", profile)).Status);
        await ChangeEmailAsync(aurora, session);
        await platform.SendWebhooksAsync();
        session = (await new ApiDoor(aurora).SignInAsync("jane.new@example.com", Shop.GoodPassword)).Session!;
        Assert.True((await new ApiDoor(aurora).DeleteAsync(session, Shop.GoodPassword)).IsDone);
        await platform.SendWebhooksAsync();

        Assert.Equal(
            [
                "customer.invited", "invitation.sent", "invitation.opened", "invitation.accepted", "customer.verified", "customer.updated",
                "customer.verified", "customer.email_changed", "customer.deleted"
            ],
            receiver.Types);
        Assert.All(receiver.Messages, message =>
        {
            Assert.True(message.Verifies(secret), message.Body);
            Assert.InRange(message.Body.Length, 20, 1000);
            Assert.DoesNotContain(Secrets, word => message.Body.Contains(word, StringComparison.OrdinalIgnoreCase));
            Assert.Matches(Moment(), message.Json.GetProperty("timestamp").GetString());
        });
        Assert.Equal(receiver.Messages.Count, receiver.Messages.DistinctBy(message => message.Id).Count());
        Assert.Equal(
            ["check", "customer_id", "receipt_id"],
            receiver.Messages.Last().Data.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("jane", receiver.Messages.Last().Body, StringComparison.Ordinal);
        Assert.Equal("jane.new@example.com", receiver.Messages.ElementAt(7).Data.GetProperty("email").GetString());
    }

    private static async Task ChangeEmailAsync(Shop shop, string session)
    {
        await shop.Api(session).PostAsync("customer/email/change", new { email = "jane.new@example.com", current_password = Shop.GoodPassword });
        var mail = (await shop.Platform.MailsAsync()).First(mail => mail.To == "jane.new@example.com");
        var answer = await shop.Api(session).PostAsync("customer/email/change/verify", new { token = Code().Match(mail.Text).Value });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    private static partial Regex Moment();
}
