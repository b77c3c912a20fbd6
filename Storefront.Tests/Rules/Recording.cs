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
        await ManageWebhooksAsync();
        await ManageShopAsync();
        return _answers;
    }

    private async Task RefuseAsync()
    {
        var customer = await Aurora.CustomerAsync($"{name}-refused@example.com");
        var invitesOnly = await AddTokenAsync(Ability.InviteCustomers);
        string[] large = ["orders/import", "customers/invite/bulk", "shop/brand/update"];
        foreach (var (path, audience, _) in platform.ApiEndpoints())
        {
            var api = Aurora.Api(audience.Kind switch
            {
                ApiAudienceKind.Merchant => Aurora.Token,
                ApiAudienceKind.Customer => customer,
                _ => null,
            });
            await KeepAsync(path, api.PostRawAsync(path, Requests.Body("<a/>", "text/xml")));
            await KeepAsync(
                path, api.PostRawAsync(path, Requests.Body(new byte[large.Contains(path) ? 9_000_000 : 70_000])));
            await KeepAsync(path, api.PostRawAsync(path, Requests.Body("{")));
            if (audience.Kind != ApiAudienceKind.Public)
            {
                await KeepAsync(path, Aurora.Api().PostAsync(path));
            }

            if (audience.Ability is not null)
            {
                await KeepAsync(
                    path, Aurora.Api(audience.Ability == Ability.InviteCustomers ? "demo-aurora-readonly-token" : invitesOnly).PostAsync(path));
            }
        }
    }

    private async Task<string> AddTokenAsync(Ability ability)
    {
        var secret = Secret.New();
        var now = platform.Clock.Now;
        await platform.AsAsync(Aurora, db =>
        {
            db.MerchantTokens.Add(new()
            {
                MerchantId = Aurora.Id,
                Name = name,
                Hash = Secret.Hash(secret),
                Abilities = new(ability.Name),
                CreatedAt = now,
                ExpiresAt = now.AddYears(1)
            });
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
        var change = new
        {
            email,
            token = (await Aurora.NewestLinkAsync(email)).Token,
            password = "an-entirely-new-password",
            password_confirmation = "an-entirely-new-password"
        };
        await KeepAsync(reset, Aurora.Api().PostPublicAsync(reset, change));
        await KeepAsync(reset, Aurora.Api().PostPublicAsync(reset, change));
    }

    private async Task InviteAsync()
    {
        const string path = Requests.Invite;
        await KeepAsync(
            path,
            Aurora.MerchantApi.PostAsync(
                path, new { email = $"{name}@example.com", firstname = "Jane", message = "Welcome", expires_in_days = 3, locale = "nl" }));
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
            await KeepAsync(
                path, Aurora.MerchantApi.PostAsync(path, new { customer_id = (await Aurora.FindCustomerAsync($"{name}-quiet@example.com"))!.Id }));
        }

        await ReadInvitationsAsync(customer.Id);

        // Two mails sent at once may arrive in either order, and the newest link is needed below.
        await platform.MailsAsync();
        await KeepAsync(
            "customer/auth/invitation/renew",
            Aurora.Api().PostPublicAsync("customer/auth/invitation/renew", new { email = old.Email, token = old.Token }));
        await KeepAsync(
            "customer/auth/invitation/renew",
            Aurora.Api().PostPublicAsync("customer/auth/invitation/renew", new { email = old.Email, token = "unknown" }));
        const string decline = "customer/auth/invitation/decline";
        var unwanted = await Aurora.InviteAsync($"{name}-declines@example.com");
        await KeepAsync(decline, Aurora.Api().PostPublicAsync(decline, new { email = unwanted.Email, token = unwanted.Token }));
        await KeepAsync(decline, Aurora.Api().PostPublicAsync(decline, new { email = unwanted.Email, token = "unknown" }));
        await CorrectAsync();
        await RevokeAsync();
        await RemindAsync();
        await PreviewAsync();
        await InviteInBulkAsync();
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

    private async Task<ApiAnswer> KeepAsync(string path, Task<ApiAnswer> sent)
    {
        var answer = await sent;
        _answers.Add((path, answer));
        return answer;
    }
}
