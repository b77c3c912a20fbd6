using System.Text.Json;
using Microsoft.AspNetCore.Identity;

namespace Storefront.Tests.Support;

/// <summary>Adds passkeys and signs in with them at both doors.</summary>
public static class PasskeyDoors
{
    private const string Page = "/account/passkeys";

    /// <summary>Adds the key to the session's account, answering the door's own offer.</summary>
    public static async Task<Outcome> AddPasskeyAsync(
        this IDoor door, string session, SoftwareAuthenticator key, string name = "Key", string? password = null)
    {
        if (door is ApiDoor)
        {
            var offer = await door.Shop.Api(session).PostAsync("customer/passkeys/options", new { current_password = password });
            return ApiDoor.Of(offer) is { IsDone: false } refused ? refused : await door.Shop.AddPasskeyAsync(session, offer, key, name);
        }

        var browser = SignedIn(door.Shop, session);
        var page = await browser.GetAsync(Page);
        if (password is not null)
        {
            page = await browser.SubmitFormAsync(page, "confirm-passkey", ("Confirm.CurrentPassword", password));
        }

        if (OptionsOn(page) is not { } options)
        {
            return Of(page);
        }

        var form = ("New.Credential", (string?)key.Create(options));
        return Of(await browser.SubmitFormAsync(page, "add-passkey", form, ("New.Name", name)));
    }

    /// <summary>Sends a new key for an offer of the API.</summary>
    public static async Task<Outcome> AddPasskeyAsync(
        this Shop shop, string session, ApiAnswer offer, SoftwareAuthenticator key, string name = "Key") =>
        ApiDoor.Of(await shop.Api(session).PostAsync(
            "customer/passkeys/add",
            new { name, state = offer.Data.GetProperty("state").GetString(), credential = key.Create(offer.Data.GetProperty("options")) }));

    /// <summary>Signs in with the key.</summary>
    public static async Task<Outcome> PasskeySignInAsync(this IDoor door, SoftwareAuthenticator key) =>
        await door.PasskeySignInAsync(await OfferAsync(door.Shop), key);

    /// <summary>Signs in with the key's answer to an offer.</summary>
    public static async Task<Outcome> PasskeySignInAsync(this IDoor door, ApiAnswer offer, SoftwareAuthenticator key)
    {
        var state = offer.Data.GetProperty("state").GetString()!;
        var credential = key.Get(offer.Data.GetProperty("options"));
        return await door.SendPasskeyAsync(state, credential);
    }

    public static async Task<Outcome> SendPasskeyAsync(this IDoor door, string state, string credential)
    {
        if (door is ApiDoor)
        {
            return ApiDoor.Of(await door.Shop.Api().PostPublicAsync("customer/auth/passkey/login", new { state, credential }));
        }

        var browser = door.Shop.NewBrowser();
        var answer = await browser.SubmitFormAsync(
            await browser.GetAsync("/account/sign-in"), "sign-in-passkey", ("Passkey.State", state), ("Passkey.Credential", credential));
        return Of(answer) with { Session = browser.Cookies.GetValueOrDefault("__Host-session") };
    }

    /// <summary>The options for signing in at a shop.</summary>
    public static Task<ApiAnswer> OfferAsync(Shop shop) => shop.Api().PostPublicAsync("customer/auth/passkey/options", new { });

    /// <summary>Renames or removes a passkey by its number.</summary>
    public static async Task<Outcome> ChangePasskeyAsync(this IDoor door, string session, long id, string? name, string? password = null)
    {
        if (door is ApiDoor)
        {
            return ApiDoor.Of(name is null
                ? await door.Shop.Api(session).PostAsync("customer/passkeys/remove", new { id, current_password = password })
                : await door.Shop.Api(session).PostAsync("customer/passkeys/rename", new { id, name }));
        }

        var browser = SignedIn(door.Shop, session);
        var page = await browser.GetAsync($"/account/passkey?id={id}");
        if (page.Page.QuerySelector("input[value=remove-passkey]") is null)
        {
            return Of(page);
        }

        return Of(name is null
            ? await browser.SubmitFormAsync(page, "remove-passkey", password is null ? [] : [("Removed.CurrentPassword", password)])
            : await browser.SubmitFormAsync(page, "name-passkey", ("Named.Name", name)));
    }

    /// <summary>Stores a passkey of a customer, and mails nothing.</summary>
    public static Task<int> StorePasskeyAsync(this Shop shop, Customer customer, string name = "Phone") => shop.Platform.AsAsync(shop, db =>
    {
        var made = new UserPasskeyInfo(
            Guid.CreateVersion7().ToByteArray(), [1, 2, 3], shop.Platform.Clock.Now, 7, ["internal", "hybrid"], true, true, true, [], []);
        var passkey = CustomerPasskey.Of(customer, shop.Host, made, name, shop.Platform.Clock.Now);
        passkey.LastUsedAt = shop.Platform.Clock.Now;
        db.Add(passkey);
        return db.SaveChangesAsync();
    });

    public static Browser SignedIn(Shop shop, string session)
    {
        var browser = shop.NewBrowser();
        browser.Cookies["__Host-session"] = session;
        return browser;
    }

    public static JsonElement? OptionsOn(BrowserAnswer page) =>
        page.Page.QuerySelector("[data-passkey=create]")?.GetAttribute("data-options") is { } options ? JsonElement.Parse(options) : null;

    private static Outcome Of(BrowserAnswer answer) => new(
        answer.Status == System.Net.HttpStatusCode.SeeOther, null, new Dictionary<string, string>(),
        answer.Page.QuerySelector("[role=alert] li, [role=alert], .note")?.TextContent.Trim() ?? "", answer.Status);
}
