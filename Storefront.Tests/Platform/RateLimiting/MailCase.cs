using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;
using Storefront.Platform.Webhooks;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.RateLimiting;

/// <summary>One row of the table: who causes what, which kinds of mail that sends, and which counters each of them increases.</summary>
internal sealed partial record MailCase(string Name, string[] Kinds, string[] Counted, Func<MailScene, Task> Prepare, Func<MailScene, Task> Act)
{
    private static readonly string[] Unproven = ["mail-self-service", "mail-unproven-day", "mail-unproven-hour"];
    private static readonly string[] ByCustomer = ["mail-account", "mail-client", .. Unproven];

    public static IReadOnlyList<MailCase> All { get; } =
    [
        new("the merchant invites", ["invitation"], ["mail-merchant", "mail-recipient"], Nothing, InviteAsync),
        new(
            "the merchant mails again", ["invitation"], ["mail-merchant", "mail-recipient", "mail-resend", "mail-resend-day"], InviteAsync,
            ResendAsync),
        new(
            "the merchant invites an address that somebody registered", ["invitation"], ["mail-merchant", "mail-recipient"], RegisterAsync,
            InviteAsync),
        new("a stranger forgets the password of somebody invited", ["invitation"], Unproven, InviteAsync, ForgetAsync),
        new("a stranger registers the address of somebody invited", ["invitation"], Unproven, InviteAsync, RegisterAtPageAsync),
        new("the holder of an older link wants a fresh one", ["invitation"], ["mail-client", .. Unproven], InviteTwiceAsync, RenewAsync),
        new("somebody registers", ["verify-address"], ByCustomer, Nothing, RegisterAsync),
        new(
            "a customer wants the link again", ["verify-address"], ByCustomer, RegisterAndWaitAsync,
            async scene => await scene.Door.ResendVerificationAsync(scene.Session)),
        new("a stranger registers an unproven address again", ["verify-address"], Unproven, RegisterAndWaitAsync, RegisterAtPageAsync),
        new("a stranger forgets the password of an unproven address", ["reset-password"], Unproven, RegisterAsync, ForgetAsync),
        new("anybody forgets the password of a proven address", ["reset-password"], ["mail-recovery", "mail-reserve"], AcceptAsync, ForgetAsync),
        new("a stranger registers a proven address", ["already-customer"], ["mail-recipient", "mail-self-service"], AcceptAsync, RegisterAtPageAsync),
        new("a customer asks for another address", ["email-change-notice", "email-code"],
            ["mail-account", "mail-client", "mail-notice-2", "mail-recipient of the new address", "mail-reserve", "mail-self-service"], AcceptAsync,
            ChangeEmailAsync),
        new(
            "a customer moves to another address", ["email-changed"], ["mail-reserve"],
            async scene => await (await AcceptedAsync(scene)).ChangeEmailAsync(), EnterCodeAsync),
        new(
            "a customer changes the password", ["password-changed"], ["mail-account", "mail-client", "mail-notice-1", "mail-reserve"], AcceptAsync,
            ChangePasswordAsync),
        new("a customer resets the password", ["password-reset-notice"], ["mail-notice-1", "mail-reserve"], AcceptAndForgetAsync, ResetAsync),
        new("a new device signs in", ["new-device"], ["mail-notice-0", "mail-reserve"], AcceptAsync, SignInAtPageAsync),
        new("a customer adds a passkey", ["passkey-added"], ["mail-notice-3", "mail-reserve"], AcceptAsync, AddPasskeyAsync),
        new(
            "a customer removes a passkey", ["passkey-removed"], ["mail-notice-3", "mail-reserve"], AcceptAndStorePasskeyAsync, RemovePasskeyAsync),
        new("a customer deletes the account", ["account-deleted"], ["mail-reserve"], AcceptAsync, DeleteAsync),
        new("an unproven account asks for another address", [], [], RegisterAsync, ChangeEmailAsync),
        new("an unproven account changes its password", [], ["mail-account", "mail-client"], RegisterAsync, ChangePasswordAsync),
        new("a new device signs in to an unproven account", [], [], RegisterAsync, SignInAtPageAsync),
        new("an unproven account is deleted", [], [], RegisterAsync, DeleteAsync),
        new("a webhook is paused", ["webhook-paused"], ["mail-recipient of the shop", "mail-reserve"], Nothing, PauseAsync),
        new("somebody forgets the password of an address nobody has", [], [], Nothing, ForgetAsync),
    ];

    private static Task Nothing(MailScene scene) => Task.CompletedTask;

    private static async Task InviteAsync(MailScene scene) =>
        Assert.Equal(HttpStatusCode.Created, (await scene.Shop.MerchantApi.PostAsync("customers/invite", new { email = scene.To })).Status);

    private static async Task ResendAsync(MailScene scene) =>
        Assert.Equal(
            HttpStatusCode.OK,
            (await scene.Shop.MerchantApi.PostAsync(
                "customers/invitations/resend", new { customer_id = (await scene.Shop.FindCustomerAsync(scene.To))!.Id })).Status);

    private static async Task InviteTwiceAsync(MailScene scene)
    {
        scene.Link = await scene.Shop.InviteAsync(scene.To);
        await ResendAsync(scene);
    }

    private static async Task RenewAsync(MailScene scene) => Assert.Equal(
        HttpStatusCode.OK,
        (await scene.Shop.Api().PostPublicAsync("customer/auth/invitation/renew", new { email = scene.To, token = scene.Link!.Token })).Status);

    private static async Task RegisterAsync(MailScene scene) =>
        scene.Session = (await scene.Door.RegisterAsync(scene.To, Shop.GoodPassword)).Session!;

    // Within ten minutes no second link is mailed.
    private static async Task RegisterAndWaitAsync(MailScene scene)
    {
        await RegisterAsync(scene);
        scene.Shop.Platform.Clock.Turn(OneTimeTokens.Pause);
    }

    private static async Task RegisterAtPageAsync(MailScene scene) =>
        Assert.False((await new BrowserDoor(scene.Shop).RegisterAsync(scene.To, Shop.GoodPassword)).IsSignedIn);

    private static async Task ForgetAsync(MailScene scene) => await scene.Door.ForgotAsync(scene.To);

    private static async Task AcceptAsync(MailScene scene) => scene.Session = await scene.Shop.CustomerAsync(scene.To);

    private static async Task<MailScene> AcceptedAsync(MailScene scene)
    {
        await AcceptAsync(scene);
        return scene;
    }

    private static Task ChangeEmailAsync(MailScene scene) => scene.ChangeEmailAsync();

    private static async Task EnterCodeAsync(MailScene scene)
    {
        var code = CodePattern().Match((await scene.Shop.Platform.MailsAsync()).First(mail => mail.To == scene.New).Text).Value;
        Assert.Equal(HttpStatusCode.OK, (await scene.Shop.Api(scene.Session).PostAsync("customer/email/change/verify", new { token = code })).Status);
    }

    private static async Task ChangePasswordAsync(MailScene scene)
    {
        const string fresh = "another-horse-battery-staple";
        var body = new { current_password = Shop.GoodPassword, password = fresh, password_confirmation = fresh };
        Assert.Equal(HttpStatusCode.OK, (await scene.Shop.Api(scene.Session).PostAsync("customer/password/change", body)).Status);
    }

    private static async Task AcceptAndForgetAsync(MailScene scene)
    {
        await AcceptAsync(scene);
        scene.Link = await scene.Shop.ForgetPasswordAsync(scene.To);
    }

    private static async Task ResetAsync(MailScene scene) =>
        Assert.True((await scene.Door.ResetAsync(scene.Link!, "another-horse-battery-staple")).IsDone);

    private static async Task SignInAtPageAsync(MailScene scene) =>
        Assert.True((await new BrowserDoor(scene.Shop).SignInAsync(scene.To, Shop.GoodPassword)).IsSignedIn);

    private static async Task AddPasskeyAsync(MailScene scene)
    {
        using var key = SoftwareAuthenticator.At(scene.Shop);
        Assert.True((await scene.Door.AddPasskeyAsync(scene.Session, key)).IsDone);
    }

    // Stored without its notice, which would leave none for the removal.
    private static async Task AcceptAndStorePasskeyAsync(MailScene scene)
    {
        await AcceptAsync(scene);
        await scene.Shop.StorePasskeyAsync((await scene.Shop.FindCustomerAsync(scene.To))!);
    }

    private static async Task RemovePasskeyAsync(MailScene scene)
    {
        var passkeys = (await scene.Shop.Api(scene.Session).PostAsync("customer/passkeys/list")).Data.GetProperty("passkeys");
        Assert.True((await scene.Door.ChangePasskeyAsync(scene.Session, passkeys[0].GetProperty("id").GetInt64(), name: null)).IsDone);
    }

    private static async Task DeleteAsync(MailScene scene) => Assert.True((await scene.Door.DeleteAsync(scene.Session, Shop.GoodPassword)).IsDone);

    private static Task<int> PauseAsync(MailScene scene) => scene.Shop.Platform.AsAsync(scene.Shop, async (db, services) =>
    {
        var merchant = services.GetRequiredService<CurrentMerchant>().Merchant;
        var hook = new Webhook { Url = "https://receiver.example/", Events = new("*"), Secret = "" };
        await services.GetRequiredService<IWebhookPauseNotifier>().NotifyAsync(merchant, hook, default);
        return await db.SaveChangesAsync();
    });

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex CodePattern();
}

/// <summary>The merchant, the addresses, and what the preparation leaves for the act.</summary>
internal sealed class MailScene(Shop shop, string name)
{
    public Shop Shop => shop;
    public IDoor Door { get; } = new ApiDoor(shop);
    public string To { get; } = $"{name}@example.com";
    public string New { get; } = $"{name}-new@example.com";
    public string OfShop { get; } = shop.Id == 1 ? "help@aurora.example" : "klantenservice@birch.example";
    public string Session { get; set; } = "";
    public Link? Link { get; set; }

    public Task ChangeEmailAsync() => shop.Api(Session).PostAsync("customer/email/change", new { email = New, current_password = Shop.GoodPassword });
}
