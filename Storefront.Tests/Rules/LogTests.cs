using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

public sealed class LogTests
{
    [Fact]
    public async Task No_log_line_holds_an_address_a_secret_or_a_link()
    {
        using var log = new CapturedLog();
        var mails = new SentMails();
        await using var platform = new TestPlatform
        {
            // As in production, with our own categories at the lowest level.
            Settings =
            {
                ["Logging:LogLevel:Default"] = "Information", ["Logging:LogLevel:Storefront"] = "Trace",
                ["Logging:LogLevel:Storefront.Platform.Web.SessionAuthentication"] = "Trace"
            },
            Change = services =>
            {
                mails.Replace(services);
                services.AddSingleton<ILoggerProvider>(log);
            },
        };
        var secrets = new List<string>
        {
            "example.com", "example%2Ecom", Shop.GoodPassword, "Wrong-Horse", platform.Aurora.Token, "token=", "Jane-Firstname",
            "/account/accept-invitation?"
        };

        foreach (var door in platform.Aurora.Doors)
        {
            secrets.AddRange(await LiveAsync(platform.Aurora, door, mails));
        }

        Assert.Contains(log.Lines, line => line.Contains("Storefront.", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Contains("parked", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>A whole customer life with every failure once; returns the secrets that occurred.</summary>
    private static async Task<string[]> LiveAsync(Shop shop, IDoor door, SentMails mails)
    {
        var email = $"logged-{door}@example.com";
        var link = await shop.InviteAsync(email, "Jane-Firstname");
        await shop.MerchantApi.PostAsync("customers/invite", new { email });
        await shop.MerchantApi.PostAsync("customers/invite", new { email = $"\"{email}\"@@", firstname = new string('x', 300) });
        await door.AcceptAsync(link, "short");
        var unknown = new Uri($"{link.Address}".Replace("token=", "token=unknown-", StringComparison.Ordinal));
        await door.AcceptAsync(link with { Token = "unknown-" + link.Token, Address = unknown }, Shop.GoodPassword);
        var accepted = (await door.AcceptAsync(link, Shop.GoodPassword)).Session!;
        await door.AcceptAsync(link, Shop.GoodPassword);
        await door.SignOutAsync(accepted);
        await door.SignInAsync(email, "Wrong-Horse-Battery");
        var session = (await door.SignInAsync(email, Shop.GoodPassword)).Session!;
        await door.OrdersAsync(session);

        mails.Before = (_, _) => throw new MailRefusedException(550, tryLater: false, $"<{email}>: no such user {email}");
        await door.DeleteAsync(session, "Wrong-Horse-Battery");
        await door.DeleteAsync(session, Shop.GoodPassword);
        await shop.Platform.MailsAsync();
        mails.Before = (_, _) => Task.CompletedTask;
        return [link.Token, accepted, session];
    }
}
