using Storefront.Platform.Api;
using Storefront.Platform.Tokens;
using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>Calls every endpoint of the API for each of its answers, and records them.</summary>
/// <summary>Drives every endpoint of the API to the answers it has, and keeps what was really said.</summary>
public sealed partial class Recording(TestPlatform platform, string name = "recorded")
{
    private const string NewPassword = "another-horse-battery-staple";
    private readonly List<(string Path, ApiAnswer Answer)> _answers = [];

    private Shop Aurora => platform.Aurora;

    public async Task<IReadOnlyList<(string Path, ApiAnswer Answer)>> RunAsync()
    {
        await RefuseAsync();
        await RegisterAsync();
        await InviteAsync();
        var link = await ResendAsync();
        await LiveAsync(await AcceptAsync(link));
        return _answers;
    }

    private async Task RefuseAsync()
    {
        var customer = await Aurora.CustomerAsync($"{name}-refused@example.com");
        var invitesOnly = await AddTokenAsync(Ability.InviteCustomers);
        foreach (var (path, audience, _) in platform.ApiEndpoints())
        {
            var api = Aurora.Api(audience.Kind switch
            {
                ApiAudienceKind.Merchant => Aurora.Token,
                ApiAudienceKind.Customer => customer,
                _ => null,
            });
            await KeepAsync(path, api.PostRawAsync(path, Requests.Body("<a/>", "text/xml")));
            await KeepAsync(path, api.PostRawAsync(path, Requests.Body(new byte[path == "orders/import" ? 9_000_000 : 70_000])));
            await KeepAsync(path, api.PostRawAsync(path, Requests.Body("{")));
            if (audience.Kind != ApiAudienceKind.Public)
            {
                await KeepAsync(path, Aurora.Api().PostAsync(path));
            }

            if (audience.Ability is not null)
            {
                await KeepAsync(path, Aurora.Api(audience.Ability == Ability.InviteCustomers ? "demo-aurora-readonly-token" : invitesOnly).PostAsync(path));
            }
        }
    }

    private async Task<string> AddTokenAsync(Ability ability)
    {
        var secret = Secret.New();
        var now = platform.Clock.Now;
        await platform.AsAsync(Aurora, db =>
        {
            db.MerchantTokens.Add(new() { MerchantId = Aurora.Id, Name = name, Hash = Secret.Hash(secret), Abilities = new(ability.Name), CreatedAt = now, ExpiresAt = now.AddYears(1) });
            return db.SaveChangesAsync();
        });
        return secret;
    }

    private async Task RegisterAsync()
    {
        const string register = "customer/auth/register", resend = "customer/auth/verify-email/resend", verify = "customer/auth/verify-email";
        const string forgot = "customer/auth/password/forgot", reset = "customer/auth/password/reset";
        var email = $"{name}-newcomer@example.com";
        var newcomer = new { email, password = Shop.GoodPassword };
        var token = (await KeepAsync(register, Aurora.Api().PostPublicAsync(register, newcomer))).Data.GetProperty("token").GetString()!;
        await KeepAsync(register, Aurora.Api().PostPublicAsync(register, newcomer));

        // Sent before the next one is added, so that the newest in the mailbox is the newest of all.
        await Aurora.Platform.MailsAsync();
        await KeepAsync(resend, Aurora.Api(token).PostAsync(resend));
        var proof = new { email, token = (await Aurora.NewestLinkAsync(email)).Token };
        await KeepAsync(verify, Aurora.Api().PostPublicAsync(verify, proof));
        await KeepAsync(verify, Aurora.Api().PostPublicAsync(verify, proof));
        await KeepAsync(forgot, Aurora.Api().PostPublicAsync(forgot, new { email }));
        var change = new { email, token = (await Aurora.NewestLinkAsync(email)).Token, password = "an-entirely-new-password", password_confirmation = "an-entirely-new-password" };
        await KeepAsync(reset, Aurora.Api().PostPublicAsync(reset, change));
        await KeepAsync(reset, Aurora.Api().PostPublicAsync(reset, change));
    }

    private async Task InviteAsync()
    {
        const string path = Requests.Invite;
        await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { email = $"{name}@example.com", firstname = "Jane", message = "Welcome", expires_in_days = 3, locale = "nl" }));
        await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { email = $"{name}@example.com", firstname = 5 }));
        await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { email = $"{name}@example.com" }));
        await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { email = $"{name}-quiet@example.com", send_email = false }));
    }

    private async Task<Link> ResendAsync()
    {
        const string path = "customers/invitations/resend";
        var old = await Aurora.NewestLinkAsync($"{name}@example.com");
        var customer = await Aurora.FindCustomerAsync(old.Email);
        await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { customer_id = customer!.Id }));
        await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { customer_id = 987654321 }));
        await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { }));
        for (var round = 0; round < 6; round++)
        {
            // Until the quota of mails for one address answers 429.
            await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { customer_id = (await Aurora.FindCustomerAsync($"{name}-quiet@example.com"))!.Id }));
        }

        await ReadInvitationsAsync(customer.Id);

        // Two mails sent at once may arrive in either order, and the newest link is needed below.
        await platform.MailsAsync();
        await KeepAsync("customer/auth/invitation/renew", Aurora.Api().PostPublicAsync("customer/auth/invitation/renew", new { email = old.Email, token = old.Token }));
        await KeepAsync("customer/auth/invitation/renew", Aurora.Api().PostPublicAsync("customer/auth/invitation/renew", new { email = old.Email, token = "unknown" }));
        const string decline = "customer/auth/invitation/decline";
        var unwanted = await Aurora.InviteAsync($"{name}-declines@example.com");
        await KeepAsync(decline, Aurora.Api().PostPublicAsync(decline, new { email = unwanted.Email, token = unwanted.Token }));
        await KeepAsync(decline, Aurora.Api().PostPublicAsync(decline, new { email = unwanted.Email, token = "unknown" }));
        await CorrectAsync();
        await RevokeAsync();
        await RemindAsync();
        await PreviewAsync();
        await SuppressAsync();
        return await Aurora.NewestLinkAsync(old.Email);
    }

    private async Task CorrectAsync()
    {
        const string path = "customers/invitations/correct";
        var customer = (await Aurora.FindCustomerAsync($"{name}-declines@example.com"))!.Id;
        var read = await Aurora.MerchantApi.PostAsync("customers/invitations/get", new { customer_id = customer });
        var id = read.Data.GetProperty("invitation").GetProperty("id").GetInt64();
        await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { invitation_id = id, email = $"{name}-corrected@example.com" }));
        await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { invitation_id = id, email = "no address" }));
        await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { invitation_id = 987654321, email = $"{name}-corrected@example.com" }));
    }

    private async Task<string> AcceptAsync(Link link)
    {
        const string path = "customer/auth/invitation/accept";
        var customer = await Aurora.FindCustomerAsync(link.Email);
        var body = new { email = link.Email, token = link.Token, password = Shop.GoodPassword, password_confirmation = Shop.GoodPassword };
        await KeepAsync(path, Aurora.Api().PostPublicAsync(path, new { email = link.Email, token = link.Token, password = "short" }));
        await KeepAsync(path, Aurora.Api().PostPublicAsync(path, body));
        await KeepAsync(path, Aurora.Api().PostPublicAsync(path, body));
        await KeepAsync("customers/invitations/resend", Aurora.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = customer!.Id }));
        await KeepAsync(Requests.Login, Aurora.Api().PostPublicAsync(Requests.Login, new { email = link.Email, password = "wrong" }));
        var signedIn = await KeepAsync(Requests.Login, Aurora.Api().PostPublicAsync(Requests.Login, new { email = link.Email, password = Shop.GoodPassword }));
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
        await KeepAsync("customer/orders/get", Aurora.Api(jane).PostAsync("customer/orders/get", new { order_id = listed.Data.GetProperty("data")[0].GetProperty("id").GetInt64() }));
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
        await KeepAsync(get, Aurora.MerchantApi.PostAsync(get, new { receipt_id = listed.Data.GetProperty("data")[0].GetProperty("id").GetString() }));
        await KeepAsync(get, Aurora.MerchantApi.PostAsync(get, new { receipt_id = "unknown" }));
        await KeepAsync(get, Aurora.MerchantApi.PostAsync(get, new { }));
    }

    private async Task ManageAsync(ApiClient api)
    {
        var home = new { firstname = "Jane", lastname = "Doe", street = "Keizersgracht", postcode = "1015 CJ", city = "Amsterdam", country = "NL" };
        await KeepAsync("customer/profile/update", api.PostAsync("customer/profile/update", new { firstname = "Jane", lastname = "Doe", phone = "112" }));
        await KeepAsync("customer/addresses/update", api.PostAsync("customer/addresses/update", new { default_billing = home }));
        await KeepAsync("customer/addresses/update", api.PostAsync("customer/addresses/update", new { default_billing = new { } }));
        await KeepAsync("customer/preferences/cart-reminder", api.PostAsync("customer/preferences/cart-reminder", new { enabled = true }));
        await KeepAsync("customer/sessions/list", api.PostAsync("customer/sessions/list"));
        await KeepAsync("customer/sessions/revoke", api.PostAsync("customer/sessions/revoke", new { id = 987654321 }));
        await KeepAsync("customer/sessions/revoke", api.PostAsync("customer/sessions/revoke", new { others = true }));
        var changed = await KeepAsync("customer/password/change", api.PostAsync("customer/password/change", new { current_password = Shop.GoodPassword, password = NewPassword, password_confirmation = NewPassword }));
        var again = Aurora.Api(changed.Data.GetProperty("token").GetString());
        await KeepAsync("customer/email/change", again.PostAsync("customer/email/change", new { email = $"{name}-moved@example.com", current_password = NewPassword }));
        const string stop = "customer/email/change/stop";
        var link = await Aurora.NewestLinkAsync($"{name}@example.com");
        await KeepAsync(stop, Aurora.Api().PostPublicAsync(stop, new { email = link.Email, token = link.Token }));
        await KeepAsync(stop, Aurora.Api().PostPublicAsync(stop, new { email = link.Email, token = "unknown" }));
        await KeepAsync("customer/email/change", again.PostAsync("customer/email/change", new { email = $"{name}-moved@example.com", current_password = NewPassword }));
        var code = (await platform.MailsAsync()).First(mail => mail.To == $"{name}-moved@example.com").Text.Split('\n').First(line => line.Length == 6 && line.All(char.IsAsciiDigit));
        await KeepAsync("customer/email/change/verify", again.PostAsync("customer/email/change/verify", new { token = code }));
    }

    private async Task<ApiAnswer> KeepAsync(string path, Task<ApiAnswer> sent)
    {
        var answer = await sent;
        _answers.Add((path, answer));
        return answer;
    }
}
