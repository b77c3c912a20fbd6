using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Suppressions;

/// <summary>Whoever said no, and a mailbox that does not exist, is not invited again by mistake.</summary>
public sealed class SuppressionTests : IAsyncDisposable
{
    private const string Email = "Jane.Unwilling@example.com";
    private const string Invite = "customers/invite";
    private const string Resend = "customers/invitations/resend";
    private readonly SentMails _mails = new();
    private readonly TestPlatform _platform;

    public SuppressionTests() => _platform = new() { Change = _mails.Replace };

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public Task A_decline_keeps_the_address_from_being_invited_until_the_merchant_lifts_it() => DeclineAsync(_platform);

    [RequiresProgramFact("initdb")]
    public async Task PostgreSQL_keeps_it_too()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var platform = PostgresPlatform.On(server, _mails.Replace);
        await DeclineAsync(platform);
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_suppressed_and_one_that_is_full_is_not()
    {
        _mails.Before = (mail, _) => throw MailRefusedException.ForGood(
            550, mail.To.StartsWith("nobody", StringComparison.Ordinal) ? "RCPT TO: 5.1.1 unknown" : "RCPT TO: 5.2.2 mailbox full");
        foreach (var email in new[] { "nobody@example.com", "full@example.com" })
        {
            await Aurora.MerchantApi.PostAsync(Invite, new { email });
        }

        await _platform.MailsAsync();

        Assert.Equal(["n…@example.com bounced"], await ListAsync(Aurora));
        Assert.Equal("invitation.suppressed", (await ResendAsync(_platform, "nobody@example.com")).Code);
        Assert.Equal(HttpStatusCode.OK, (await ResendAsync(_platform, "full@example.com")).Status);
    }

    [Fact]
    public async Task A_bounce_goes_with_the_person_and_a_decline_stays_without_the_address()
    {
        _mails.Before = (_, _) => throw MailRefusedException.ForGood(550, "RCPT TO: 5.1.1 unknown");
        await Aurora.MerchantApi.PostAsync(Invite, new { email = "nobody@example.com" });
        await _platform.MailsAsync();
        _mails.Before = (_, _) => Task.CompletedTask;
        await DeclineAsync(Aurora, Email);

        foreach (var email in new[] { "nobody@example.com", Email })
        {
            Assert.Equal(
                HttpStatusCode.OK,
                (await Aurora.MerchantApi.PostAsync(
                    "customers/invitations/revoke", new { customer_id = (await Aurora.FindCustomerAsync(email))!.Id })).Status);
        }

        Assert.Equal(["J…@example.com declined"], await ListAsync(Aurora));
        Assert.Equal(HttpStatusCode.Created, (await Aurora.MerchantApi.PostAsync(Invite, new { email = "nobody@example.com" })).Status);
        Assert.Equal("invitation.suppressed", (await Aurora.MerchantApi.PostAsync(Invite, new { email = Email })).Code);
    }

    [Fact]
    public async Task Who_accepts_after_all_is_suppressed_no_more()
    {
        await DeclineAsync(Aurora, Email);
        await new ApiDoor(Aurora).ForgotAsync(Email);

        Assert.True((await new ApiDoor(Aurora).AcceptAsync(await Aurora.NewestLinkAsync(Email), Shop.GoodPassword)).IsSignedIn);

        Assert.Empty(await ListAsync(Aurora));
    }

    [Fact]
    public async Task The_merchant_adds_finds_and_removes_an_address_of_its_own()
    {
        var added = await Aurora.MerchantApi.PostAsync("customers/suppressions/add", new { email = "never@example.com" });
        await Aurora.MerchantApi.PostAsync("customers/suppressions/add", new { email = "NEVER@example.com" });

        Assert.Equal(
            ("n…@example.com", "merchant"),
            (
                added.Data.GetProperty("suppression").GetProperty("email").GetString(),
                added.Data.GetProperty("suppression").GetProperty("reason").GetString()));
        Assert.Equal(["n…@example.com merchant"], await ListAsync(Aurora, new { email = "Never@Example.com", reason = "merchant" }));
        Assert.Empty(await ListAsync(Aurora, new { email = "other@example.com" }));
        Assert.Empty(await ListAsync(Aurora, new { reason = "bounced" }));
        Assert.Empty(await ListAsync(_platform.Birch));
        Assert.Equal(HttpStatusCode.Created, (await _platform.Birch.MerchantApi.PostAsync(Invite, new { email = "never@example.com" })).Status);
        Assert.Equal(
            "invitation.suppressed",
            (await _platform.UnchangedAsync(() => Aurora.MerchantApi.PostAsync(Invite, new { email = "never@example.com" }))).Code);
        Assert.Equal(
            HttpStatusCode.OK, (await Aurora.MerchantApi.PostAsync("customers/suppressions/remove", new { email = "never@example.com" })).Status);
        Assert.Equal(
            HttpStatusCode.OK,
            (await _platform.UnchangedAsync(() =>
                Aurora.MerchantApi.PostAsync("customers/suppressions/remove", new { email = "never@example.com" }))).Status);
        Assert.Equal(HttpStatusCode.Created, (await Aurora.MerchantApi.PostAsync(Invite, new { email = "never@example.com" })).Status);
    }

    [Fact]
    public async Task Nothing_in_the_files_names_a_suppressed_address()
    {
        await Aurora.MerchantApi.PostAsync("customers/suppressions/add", new { email = "peculiar.zebra.7431@example.com" });

        Assert.False(_platform.FilesHold("peculiar.zebra.7431"));
    }

    private static async Task DeclineAsync(TestPlatform platform)
    {
        await DeclineAsync(platform.Aurora, Email);

        var invited = await platform.Aurora.MerchantApi.PostAsync(Invite, new { email = Email.ToUpperInvariant() });
        var resent = await ResendAsync(platform, Email);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invitation.suppressed"), (invited.Status, invited.Code));
        Assert.Contains("customers/suppressions/remove", invited.Error("email"), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invitation.suppressed"), (resent.Status, resent.Code));
        Assert.Equal(["J…@example.com declined"], await ListAsync(platform.Aurora));
        Assert.Equal(HttpStatusCode.OK, (await platform.Aurora.MerchantApi.PostAsync("customers/suppressions/remove", new { email = Email })).Status);
        Assert.Equal(HttpStatusCode.OK, (await ResendAsync(platform, Email)).Status);
        Assert.True((await new ApiDoor(platform.Aurora).AcceptAsync(await platform.Aurora.NewestLinkAsync(Email), Shop.GoodPassword)).IsSignedIn);
    }

    private static async Task DeclineAsync(Shop shop, string email)
    {
        var link = await shop.InviteAsync(email);
        Assert.Equal(
            HttpStatusCode.OK,
            (await shop.Api().PostPublicAsync("customer/auth/invitation/decline", new { email = link.Email, token = link.Token })).Status);
    }

    private static async Task<ApiAnswer> ResendAsync(TestPlatform platform, string email) =>
        await platform.Aurora.MerchantApi.PostAsync(Resend, new { customer_id = (await platform.Aurora.FindCustomerAsync(email))!.Id });

    private static async Task<List<string>> ListAsync(Shop shop, object? body = null) =>
        [.. (await shop.MerchantApi.PostAsync("customers/suppressions/all", body)).Data.GetProperty("data").EnumerateArray()
            .Select(row => $"{row.GetProperty("email").GetString()} {row.GetProperty("reason").GetString()}")];
}
