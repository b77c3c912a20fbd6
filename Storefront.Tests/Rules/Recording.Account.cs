using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

public sealed partial class Recording
{
    private async Task<string> AcceptAsync(Link link)
    {
        const string path = "customer/auth/invitation/accept";
        var customer = await Aurora.FindCustomerAsync(link.Email);
        var body = new { email = link.Email, token = link.Token, password = Shop.GoodPassword, password_confirmation = Shop.GoodPassword };
        await KeepAsync(path, Aurora.Api().PostPublicAsync(path, new { email = link.Email, token = link.Token, password = "short" }));
        await KeepAsync(path, Aurora.Api().PostPublicAsync(path, body));
        await KeepAsync(path, Aurora.Api().PostPublicAsync(path, body));
        await KeepAsync(
            "customers/invitations/resend", Aurora.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = customer!.Id }));
        await KeepAsync(Requests.Login, Aurora.Api().PostPublicAsync(Requests.Login, new { email = link.Email, password = "wrong" }));
        var signedIn =
            await KeepAsync(Requests.Login, Aurora.Api().PostPublicAsync(Requests.Login, new { email = link.Email, password = Shop.GoodPassword }));
        return signedIn.Data.GetProperty("token").GetString()!;
    }

    private async Task LiveAsync(string token)
    {
        var api = Aurora.Api(token);
        await KeepAsync(Requests.Profile, api.PostAsync(Requests.Profile));
        await KeepAsync("customer/account/export", Aurora.Api(token).PostAsync("customer/account/export"));
        await KeepAsync("customer/account/deletion-preview", api.PostAsync("customer/account/deletion-preview"));

        // The demo's jane, because her account has past orders; the second recording finds it taken and signs in.
        var jane = await Aurora.FindCustomerAsync("jane@example.com") is null
            ? await Aurora.CustomerAsync("jane@example.com") : (await new ApiDoor(Aurora).SignInAsync("jane@example.com", Shop.GoodPassword)).Session;
        var listed = await KeepAsync("customer/orders/list", Aurora.Api(jane).PostAsync("customer/orders/list", new { per_page = 1, page = 2 }));
        await KeepAsync("customer/orders/list", api.PostAsync("customer/orders/list"));
        await KeepAsync("customer/orders/list", api.PostAsync("customer/orders/list", new { page = 0, sortKey = "nonsense" }));
        await KeepAsync(
            "customer/orders/get",
            Aurora.Api(jane).PostAsync("customer/orders/get", new { order_id = listed.Data.GetProperty("data")[0].GetProperty("id").GetInt64() }));
        await KeepAsync("customer/orders/get", api.PostAsync("customer/orders/get", new { order_id = 987654321 }));
        await KeepAsync("customer/auth/logout", Aurora.Api(jane).PostAsync("customer/auth/logout"));
        await ManageAsync(api);
        api = Aurora.Api((await new ApiDoor(Aurora).SignInAsync($"{name}-moved@example.com", NewPassword)).Session!);
        await KeepAsync(Requests.Delete, api.PostAsync(Requests.Delete, new { password = "wrong" }));
        await KeepAsync(Requests.Delete, api.PostAsync(Requests.Delete, new { password = NewPassword }));
        await KeepAsync(Requests.Delete, api.PostAsync(Requests.Delete, new { password = NewPassword }));
        await ReadReceiptsAsync();
        await KeepAsync("tokens/self", Aurora.MerchantApi.PostAsync("tokens/self"));
        await ManageCustomersAsync();
    }

    private async Task ReadReceiptsAsync()
    {
        const string all = "customers/deletions/all", get = "customers/deletions/get";
        var listed = await KeepAsync(all, Aurora.MerchantApi.PostAsync(all, new { per_page = 1 }));
        await KeepAsync(all, Aurora.MerchantApi.PostAsync(all, new { per_page = 0 }));
        await KeepAsync(
            get, Aurora.MerchantApi.PostAsync(get, new { receipt_id = listed.Data.GetProperty("data")[0].GetProperty("id").GetString() }));
        await KeepAsync(get, Aurora.MerchantApi.PostAsync(get, new { receipt_id = "unknown" }));
        await KeepAsync(get, Aurora.MerchantApi.PostAsync(get, new { }));
    }

    private async Task ManageAsync(ApiClient api)
    {
        var home = new { firstname = "Jane", lastname = "Doe", street = "Keizersgracht", postcode = "1015 CJ", city = "Amsterdam", country = "NL" };
        await KeepAsync(
            "customer/profile/update", api.PostAsync("customer/profile/update", new { firstname = "Jane", lastname = "Doe", phone = "112" }));
        await KeepAsync("customer/addresses/update", api.PostAsync("customer/addresses/update", new { default_billing = home }));
        await KeepAsync("customer/addresses/update", api.PostAsync("customer/addresses/update", new { default_billing = new { } }));
        await KeepAsync("customer/preferences/cart-reminder", api.PostAsync("customer/preferences/cart-reminder", new { enabled = true }));
        await KeepAsync("customer/sessions/list", api.PostAsync("customer/sessions/list"));
        await KeepAsync("customer/sessions/revoke", api.PostAsync("customer/sessions/revoke", new { id = 987654321 }));
        await KeepAsync("customer/sessions/revoke", api.PostAsync("customer/sessions/revoke", new { others = true }));
        await KeepPasskeysAsync(api);
        var changed = await KeepAsync(
            "customer/password/change",
            api.PostAsync(
                "customer/password/change",
                new { current_password = Shop.GoodPassword, password = NewPassword, password_confirmation = NewPassword }));
        var again = Aurora.Api(changed.Data.GetProperty("token").GetString());
        await KeepAsync(
            "customer/email/change",
            again.PostAsync("customer/email/change", new { email = $"{name}-moved@example.com", current_password = NewPassword }));
        const string stop = "customer/email/change/stop";
        var link = await Aurora.NewestLinkAsync($"{name}@example.com");
        await KeepAsync(stop, Aurora.Api().PostPublicAsync(stop, new { email = link.Email, token = link.Token }));
        await KeepAsync(stop, Aurora.Api().PostPublicAsync(stop, new { email = link.Email, token = "unknown" }));
        await KeepAsync(
            "customer/email/change",
            again.PostAsync("customer/email/change", new { email = $"{name}-moved@example.com", current_password = NewPassword }));
        var code = (await platform.MailsAsync()).First(mail => mail.To == $"{name}-moved@example.com").Text.Split('\n')
            .First(line => line.Length == 6 && line.All(char.IsAsciiDigit));
        await KeepAsync("customer/email/change/verify", again.PostAsync("customer/email/change/verify", new { token = code }));
    }
}
