using System.Net;
using System.Text.RegularExpressions;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.BadInput;

/// <summary>The machine's clock is set forward and back while links, codes and sessions are open: nobody is locked out, and nothing
/// outlives its end.</summary>
public sealed partial class ClockChangeTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new();

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task An_invitation_outlives_a_clock_set_back_and_one_put_right_again(string door)
    {
        var link = await Aurora.InviteAsync($"clock-{door}@example.com");

        _platform.Clock.Turn(TimeSpan.FromDays(30));
        Assert.False((await _platform.UnchangedAsync(() => Aurora.Door(door).AcceptAsync(link, Shop.GoodPassword))).IsDone);
        _platform.Clock.Turn(TimeSpan.FromDays(-31));

        Assert.True((await Aurora.Door(door).AcceptAsync(link, Shop.GoodPassword)).IsSignedIn);
        Assert.False((await Aurora.Door(door).AcceptAsync(link, "another-horse-battery-staple")).IsDone);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_reset_link_and_a_session_outlive_a_clock_set_back(string door)
    {
        var email = $"clock-reset-{door}@example.com";
        await Aurora.CustomerAsync(email);
        var session = (await Aurora.Door(door).SignInAsync(email, Shop.GoodPassword)).Session!;
        var link = await Aurora.ForgetPasswordAsync(email);
        _platform.Clock.Turn(TimeSpan.FromHours(-5));

        Assert.True(await Aurora.Door(door).IsSignedInAsync(session));
        Assert.True((await Aurora.Door(door).ResetAsync(link, "another-horse-battery-staple")).IsDone);
        Assert.False(await Aurora.Door(door).IsSignedInAsync(session));
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_link_expires_while_the_clock_is_ahead_and_works_when_it_is_right_again(string door)
    {
        var email = $"clock-ahead-{door}@example.com";
        await Aurora.Door("API").RegisterAsync(email, Shop.GoodPassword);
        var proof = await Aurora.NewestLinkAsync(email);
        var reset = await Aurora.ForgetPasswordAsync(email);
        _platform.Clock.Turn(TimeSpan.FromDays(4));
        var late = await _platform.UnchangedAsync(async () => (
            await Aurora.Door(door).VerifyAsync(proof, password: Shop.GoodPassword),
            await Aurora.Door(door).ResetAsync(reset, "another-horse-battery-staple")));
        _platform.Clock.Turn(TimeSpan.FromDays(-4));

        Assert.Contains("expired", $"{late.Item1.Message}", StringComparison.Ordinal);
        Assert.Contains("expired", $"{late.Item2.Message}", StringComparison.Ordinal);
        Assert.True((await Aurora.Door(door).VerifyAsync(proof, password: Shop.GoodPassword)).IsDone);
        Assert.True((await Aurora.Door(door).ResetAsync(reset, "another-horse-battery-staple")).IsDone);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_session_ends_while_the_clock_is_ahead_and_works_when_it_is_right_again(string door)
    {
        await Aurora.CustomerAsync("clock-session@example.com");
        var session = (await Aurora.Door(door).SignInAsync("clock-session@example.com", Shop.GoodPassword)).Session!;
        _platform.Clock.Turn(TimeSpan.FromDays(400));
        Assert.False(await Aurora.Door(door).IsSignedInAsync(session));
        _platform.Clock.Turn(TimeSpan.FromDays(-400));

        Assert.True(await Aurora.Door(door).IsSignedInAsync(session));
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_code_expires_while_the_clock_is_ahead_and_works_when_it_is_right_again(string door)
    {
        await Aurora.CustomerAsync("clock-forward@example.com");
        var session = (await Aurora.Door(door).SignInAsync("clock-forward@example.com", Shop.GoodPassword)).Session!;
        await Aurora.Door(door)
            .DoAsync(session, AccountOperation.ChangeEmail, ("email", "clock-later@example.com"), ("current_password", Shop.GoodPassword));
        var code = CodePattern().Match((await _platform.MailsAsync()).First(mail => mail.To == "clock-later@example.com").Text).Value;
        _platform.Clock.Turn(TimeSpan.FromMinutes(16));
        var late = await _platform.UnchangedAsync(() => Aurora.Door(door).DoAsync(session, AccountOperation.VerifyEmail, ("token", code)));
        _platform.Clock.Turn(TimeSpan.FromMinutes(-16));

        Assert.False(late.IsDone);
        Assert.True((await Aurora.Door(door)
            .DoAsync(session, AccountOperation.VerifyEmail, ("token", $" {code[..2]} {code[2..4]} {code[4..]} "))).IsDone);
    }

    [Fact]
    public async Task A_code_outlives_a_clock_set_back_and_its_attempts_still_count()
    {
        var session = await Aurora.CustomerAsync("clock-code@example.com");
        await Aurora.Api(session).PostAsync("customer/email/change", new { email = "clock-new@example.com", current_password = Shop.GoodPassword });
        var code = CodePattern().Match((await _platform.MailsAsync()).First(mail => mail.To == "clock-new@example.com").Text).Value;
        var wrong = code[0] == '0' ? "1" + code[1..] : "0" + code[1..];
        Assert.Equal("code.wrong", (await Aurora.Api(session).PostAsync("customer/email/change/verify", new { token = wrong })).Code);
        _platform.Clock.Turn(TimeSpan.FromHours(-1));

        for (var left = 4; left > 1; left--)
        {
            Assert.Equal("code.wrong", (await Aurora.Api(session).PostAsync("customer/email/change/verify", new { token = wrong })).Code);
        }

        Assert.Equal(
            HttpStatusCode.OK,
            (await Aurora.Api(session).PostAsync("customer/email/change/verify", new { token = $"{code[..3]}\u00a0{code[3..]}" })).Status);
    }

    [Fact]
    public async Task A_quota_used_up_while_the_clock_was_ahead_recovers()
    {
        await Aurora.InviteAsync("clock-quota@example.com");
        var id = (await Aurora.FindCustomerAsync("clock-quota@example.com"))!.Id;
        _platform.Clock.Turn(TimeSpan.FromDays(1));
        while ((await Aurora.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = id })).Status == HttpStatusCode.OK)
        {
            // Until the recipient's quota is used up.
        }

        _platform.Clock.Turn(TimeSpan.FromDays(-1));

        Assert.Equal(HttpStatusCode.OK, (await Aurora.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = id })).Status);
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex CodePattern();
}
