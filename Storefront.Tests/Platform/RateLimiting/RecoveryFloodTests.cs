using System.Net;
using System.Text;
using System.Text.Json;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.RateLimiting;

/// <summary>Reset and verification links cannot flood an inbox: one living link, none within ten minutes, three an hour.</summary>
public sealed class RecoveryFloodTests
{
    private const string Victim = "victim@example.com";

    public static TheoryData<string> Doors => ["API", "browser"];

    private static async Task<IReadOnlyList<string>> LinksAsync(TestPlatform platform) =>
        [
            .. (await platform.MailsAsync()).Where(mail => mail.To == Victim && mail.Text.Contains("token=", StringComparison.Ordinal))
            .Select(mail => mail.Text)
        ];

    [Theory, MemberData(nameof(Doors))]
    public async Task Asking_again_within_ten_minutes_mails_nothing_and_the_link_works_on(string name)
    {
        await using var platform = new TestPlatform();
        var door = platform.Aurora.Door(name);
        await platform.Aurora.CustomerAsync(Victim);
        var first = await platform.Aurora.ForgetPasswordAsync(Victim);

        platform.Clock.Turn(TimeSpan.FromMinutes(9));
        var again = await door.ForgotAsync(Victim);
        var unknown = await door.ForgotAsync("nobody@example.com");
        var second = await platform.Aurora.NewestLinkAsync(Victim);

        Assert.Equal((true, unknown.Status), (again.IsDone, again.Status));
        Assert.Equal(first, second);
        Assert.True((await door.ResetAsync(first, "an-entirely-new-password")).IsDone);

        // A used link is no longer living.
        Assert.NotEqual(first.Token, (await platform.Aurora.ForgetPasswordAsync(Victim)).Token);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task After_ten_minutes_one_new_link_replaces_the_former(string name)
    {
        await using var platform = new TestPlatform();
        var door = platform.Aurora.Door(name);
        await platform.Aurora.CustomerAsync(Victim);
        var first = await platform.Aurora.ForgetPasswordAsync(Victim);
        platform.Clock.Turn(TimeSpan.FromMinutes(10));

        await door.ForgotAsync(Victim);

        var second = await platform.Aurora.NewestLinkAsync(Victim);
        Assert.False((await door.ResetAsync(first, "an-entirely-new-password")).IsDone);
        Assert.True((await door.ResetAsync(second, "an-entirely-new-password")).IsDone);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_verification_link_is_mailed_again_after_ten_minutes_only(string name)
    {
        await using var platform = new TestPlatform();
        var door = platform.Aurora.Door(name);
        var session = (await door.RegisterAsync(Victim, Shop.GoodPassword)).Session!;

        Assert.True((await door.ResendVerificationAsync(session)).IsDone);
        await door.RegisterAsync(Victim, Shop.GoodPassword);
        Assert.Single(await LinksAsync(platform));
        platform.Clock.Turn(TimeSpan.FromMinutes(10));
        Assert.True((await door.ResendVerificationAsync(session)).IsDone);

        Assert.Equal(2, (await LinksAsync(platform)).Count);
    }

    [Fact]
    public async Task A_thousand_requests_from_a_thousand_clients_in_an_hour_mail_three_with_the_same_answers()
    {
        await using var platform = new TestPlatform();
        await platform.Aurora.CustomerAsync(Victim);
        await platform.Birch.CustomerAsync(Victim);
        var before = (await LinksAsync(platform)).Count;
        var answers = new HashSet<(int, string)>();
        for (var client = 0; client < 1000; client++)
        {
            answers.Add(await ForgetFromAsync(platform, IPAddress.Parse($"10.1.{client / 250}.{client % 250}"), Victim));
            platform.Clock.Turn(TimeSpan.FromSeconds(3.5));
            if (client % 50 == 0)
            {
                answers.Add(await ForgetFromAsync(platform, IPAddress.Parse($"10.2.{client / 250}.{client % 250}"), "nobody@example.com"));
                await platform.MailsAsync();
            }
        }

        Assert.Equal(200, Assert.Single(answers).Item1);
        Assert.Equal(before + 3, (await LinksAsync(platform)).Count);
    }

    private static async Task<(int Status, string Body)> ForgetFromAsync(TestPlatform platform, IPAddress client, string email)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { project_id = platform.Aurora.Id, email });
        var answer = await platform.Server.SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = client;
            context.Request.Method = "POST";
            context.Request.Scheme = "https";
            context.Request.Host = new(platform.Aurora.Host);
            context.Request.Path = Requests.Full("customer/auth/password/forgot");
            context.Request.ContentType = "application/json";
            context.Request.ContentLength = body.Length;
            context.Request.Body = new MemoryStream(body);
        });
        using var reader = new StreamReader(answer.Response.Body, Encoding.UTF8);
        return (answer.Response.StatusCode, await reader.ReadToEndAsync());
    }
}
