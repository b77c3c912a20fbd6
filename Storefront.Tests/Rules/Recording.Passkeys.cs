using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

public sealed partial class Recording
{
    private async Task KeepPasskeysAsync(ApiClient api)
    {
        const string options = "customer/passkeys/options", add = "customer/passkeys/add", login = "customer/auth/passkey/login";
        const string rename = "customer/passkeys/rename", remove = "customer/passkeys/remove";
        using var key = SoftwareAuthenticator.At(Aurora);
        var offer = await KeepAsync(options, api.PostAsync(options, new { }));
        var state = offer.Data.GetProperty("state").GetString();
        var added = await KeepAsync(
            add, api.PostAsync(add, new { name = "Phone", state, credential = key.Create(offer.Data.GetProperty("options")) }));
        await KeepAsync(add, api.PostAsync(add, new { name = "Phone", state, credential = "{}" }));
        await KeepAsync("customer/passkeys/list", api.PostAsync("customer/passkeys/list"));
        var id = added.Data.GetProperty("passkey").GetProperty("id").GetInt64();
        await KeepAsync(rename, api.PostAsync(rename, new { id, name = "My phone" }));
        await KeepAsync(rename, api.PostAsync(rename, new { id = 987654321, name = "My phone" }));
        var asked = await KeepAsync("customer/auth/passkey/options", Aurora.Api().PostPublicAsync("customer/auth/passkey/options", new { }));
        var answer = new { state = asked.Data.GetProperty("state").GetString(), credential = key.Get(asked.Data.GetProperty("options")) };
        await KeepAsync(login, Aurora.Api().PostPublicAsync(login, answer));
        await KeepAsync(login, Aurora.Api().PostPublicAsync(login, answer));
        await KeepAsync(remove, api.PostAsync(remove, new { id }));
        await KeepAsync(remove, api.PostAsync(remove, new { id }));
    }
}
