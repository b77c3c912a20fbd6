using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Tests.Support;

/// <summary>One merchant of a test platform: its numbers, its token, and what it does.</summary>
public sealed partial class Shop(TestPlatform platform, long id, string host, string token)
{
    public const string GoodPassword = "correct-horse-battery-staple";

    public TestPlatform Platform => platform;
    public long Id => id;
    public string Host => host;
    public string Token => token;

    public ApiClient Api(string? bearer = null) => new(platform.Client(host, bearer), id);

    public ApiClient MerchantApi => Api(token);

    public Browser NewBrowser() => new(platform.Client(host));

    public IDoor[] Doors => [new ApiDoor(this), new BrowserDoor(this)];

    public IDoor Door(string name) => Doors.First(door => door.ToString() == name);

    /// <summary>Invites an address and returns the mailed link.</summary>
    public async Task<Link> InviteAsync(string email, string? firstname = null, string? lastname = null)
    {
        var answer = await MerchantApi.PostAsync("customers/invite", new { email, firstname, lastname });
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return await NewestLinkAsync(email);
    }

    /// <summary>The link of the newest invitation that was mailed to an address.</summary>
    public async Task<Link> NewestLinkAsync(string email)
    {
        var mail = (await platform.MailsAsync())
            .First(mail =>
                mail.To == email && mail.Text.Contains("token=", StringComparison.Ordinal) && mail.Text.Contains(host, StringComparison.Ordinal));
        var address = new Uri(LinkPattern().Match(mail.Text).Value);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query);
        return new(address, email, query["token"].ToString());
    }

    /// <summary>Invites an address and accepts through the API; returns the bearer token.</summary>
    public async Task<string> CustomerAsync(string email, string password = GoodPassword) =>
        (await new ApiDoor(this).AcceptAsync(await InviteAsync(email), password)).Session!;

    /// <summary>Requests a reset link by mail and returns it.</summary>
    public async Task<Link> ForgetPasswordAsync(string email)
    {
        await new ApiDoor(this).ForgotAsync(email);
        return await NewestLinkAsync(email);
    }

    /// <summary>How many mails this merchant sent to an address.</summary>
    public async Task<int> MailsToAsync(string email) => (await platform.MailsAsync())
        .Count(mail => mail.To == email && mail.Text.Contains($"@{host.Split('.')[0]}.example", StringComparison.Ordinal));

    public Task<int> CountAsync<T>(Func<Storefront.Platform.Persistence.StorefrontDb, IQueryable<T>> rows) =>
        platform.AsAsync(this, db => rows(db).CountAsync());

    /// <summary>How many counters hold a failed password attempt, of an account, a client or a device.</summary>
    public Task<int> CountMissesAsync() =>
        CountAsync(db => db.AttemptCounters.Where(counter => counter.Key.StartsWith("password") && counter.Count > 0));

    public Task<Customer?> FindCustomerAsync(string email) =>
        platform.AsAsync(this, db => db.Customers.FirstOrDefaultAsync(customer => customer.Email == email));

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex LinkPattern();
}

/// <summary>A mailed link, whom it was mailed to, and the secret in it.</summary>
public sealed record Link(Uri Address, string Email, string Token);
