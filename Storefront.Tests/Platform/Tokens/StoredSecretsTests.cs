using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Tokens;

/// <summary>The database's files, or a copy of them, contain nothing that opens an account.</summary>
public sealed class StoredSecretsTests
{
    private const string Email = "jane@example.com";

    [Fact]
    public async Task No_database_file_contains_a_usable_secret()
    {
        await using var platform = new TestPlatform();
        var secrets = new List<(string What, string Secret)> { ("password", Shop.GoodPassword) };
        foreach (var shop in new[] { platform.Aurora, platform.Birch })
        {
            var used = await shop.InviteAsync(Email);
            secrets.Add(("bearer", (await new ApiDoor(shop).AcceptAsync(used, Shop.GoodPassword)).Session!));
            secrets.Add(("used link", used.Token));
            secrets.Add(("open link", (await shop.InviteAsync("pending@example.com")).Token));
            secrets.Add(("link to a new password", (await shop.ForgetPasswordAsync(Email)).Token));
            secrets.Add(("token of the merchant", (await shop.NewTokenAsync()).Secret));
            secrets.AddRange(await CookiesAsync(shop));
        }

        Assert.Equal(15, secrets.Count);
        Assert.True(platform.FilesHold(Email));
        Assert.Equal([], secrets.Where(secret => platform.FilesHold(secret.Secret)).Select(secret => secret.What));
    }

    private static async Task<IEnumerable<(string What, string Secret)>> CookiesAsync(Shop shop)
    {
        var browser = shop.NewBrowser();
        var answer = await browser.SubmitAsync(await browser.GetAsync("/account/sign-in"), ("Email", Email), ("Password", Shop.GoodPassword));
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        return [("session", browser.Cookies["__Host-session"]), ("device", browser.Cookies["__Host-device"])];
    }
}
