using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Features.Staff.Team;
using Storefront.Platform.Callers;
using Storefront.Platform.Mail.Transport;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Staff;

/// <summary>Staff of a test platform: signs in by the pages, and runs the team's operations as an owner does.</summary>
internal static partial class StaffScene
{
    public const string OwnerOfAurora = "owner@aurora.example";
    public const string OwnerOfBirch = "owner@birch.example";
    public const string DemoPassword = "demo-owner-password";

    /// <summary>A browser at the platform's host.</summary>
    public static Browser StaffBrowser(this TestPlatform platform) => new(platform.Client("localhost"));

    /// <summary>Types address and password into the sign-in page.</summary>
    public static async Task<BrowserAnswer> SignInAsync(this Browser browser, string email, string password = DemoPassword) =>
        await browser.SubmitAsync(await browser.GetAsync("/admin/sign-in"), ("Email", email), ("Password", password));

    /// <summary>Runs an operation as an owner of a shop.</summary>
    public static async Task<Result<T>> AsOwnerAsync<TOperation, T>(
        this TestPlatform platform, Shop shop, Func<TOperation, Caller, Task<Result<T>>> run, StaffRole role = StaffRole.Owner)
        where TOperation : notnull
    {
        await using var scope = platform.Services.CreateAsyncScope();
        var merchant = (await platform.Services.GetRequiredService<MerchantDirectory>().FindByIdAsync(shop.Id, default))!;
        scope.ServiceProvider.GetRequiredService<CurrentMerchant>().Set(merchant);
        scope.ServiceProvider.GetRequiredService<ActingStaff>().Id = 1;
        var caller = new Caller { Merchant = merchant, Staff = new(1, OwnerOfAurora, role, IsOperator: false), ClientAddress = "test" };
        return await run(scope.ServiceProvider.GetRequiredService<TOperation>(), caller);
    }

    public static Task<Result<TeamMember>> InviteStaffAsync(this TestPlatform platform, Shop shop, string email, StaffRole role) =>
        platform.AsOwnerAsync<InviteStaff, TeamMember>(
            shop, (invite, caller) => invite.RunAsync(caller, new() { Email = email, Role = role }, default));

    /// <summary>Invites somebody, opens the mailed link and chooses a password; returns the signed-in browser.</summary>
    public static async Task<Browser> JoinAsync(this TestPlatform platform, Shop shop, string email, StaffRole role)
    {
        Assert.False((await platform.InviteStaffAsync(shop, email, role)).IsRefused);
        var browser = platform.StaffBrowser();
        var page = await browser.OpenAsync(await platform.StaffLinkAsync(email));
        var chosen = await browser.SubmitAsync(page, ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword));
        Assert.Equal("/admin", chosen.Location);
        return browser;
    }

    public static async Task<MailMessage> MailToStaffAsync(this TestPlatform platform, string email) =>
        (await platform.MailsAsync()).First(mail => mail.To == email);

    public static async Task<string> StaffLinkAsync(this TestPlatform platform, string email) =>
        new Uri(LinkPattern().Match((await platform.MailToStaffAsync(email)).Text).Value).PathAndQuery;

    public static async Task<T> StaffAsync<T>(this TestPlatform platform, Func<StaffDb, Task<T>> read)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<StaffDb>());
    }

    public static Task<long> StaffIdAsync(this TestPlatform platform, string email) =>
        platform.StaffAsync(db => db.Users.Where(user => user.NormalizedEmail == email).Select(user => user.Id).SingleAsync());

    /// <summary>Whether the browser's cookie still opens the admin.</summary>
    public static async Task<bool> IsSignedInAsync(this Browser browser) => (await browser.GetAsync("/admin")).Location is null;

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex LinkPattern();
}
