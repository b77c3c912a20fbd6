using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>Every endpoint and page, at two merchants and the platform, with every kind of credential. An endpoint without a row fails, and
/// a row without an endpoint.</summary>
public sealed partial class TenantMatrixTests(MatrixWorld world) : IClassFixture<MatrixWorld>
{
    private const string Api = "/api/services/webshop/v1/";
    private const string Link = "\"project_id\":1,\"email\":\"jane@example.com\",\"token\":\"unknown\"";
    private const string Form = "\0form";

    private static readonly Row[] Rows =
    [
        new("POST", Api + "customers/invite", Audience.Merchant, """{"email":"{new}"}"""),
        new("POST", Api + "customers/invite/preview", Audience.Reader, """{"email":"{new}"}"""),
        new("POST", Api + "customers/invite/bulk", Audience.Merchant, """{"customers":[{"email":"{new}"}]}"""),
        new("POST", Api + "customers/invite/bulk/all", Audience.Reader),
        new("POST", Api + "customers/invite/bulk/get", Audience.Reader, """{"batch_id":{batch}}""", OfShop1: true),
        new("POST", Api + "customers/invite/bulk/rows", Audience.Reader, """{"batch_id":{batch}}""", OfShop1: true),
        new("POST", Api + "customers/invite/bulk/pause", Audience.Merchant, """{"batch_id":{batch}}""", OfShop1: true),
        new("POST", Api + "customers/invite/bulk/resume", Audience.Merchant, """{"batch_id":{batch}}""", OfShop1: true),
        new("POST", Api + "customers/invite/bulk/test", Audience.Merchant, """{"batch_id":{batch}}""", OfShop1: true),
        new("POST", Api + "customers/invite/bulk/cancel", Audience.Merchant, """{"batch_id":{batch}}""", OfShop1: true),
        new("POST", Api + "customers/import/inspect", Audience.Reader),
        new("POST", Api + "customers/invitations/all", Audience.Reader),
        new("POST", Api + "customers/invitations/get", Audience.Reader, """{"customer_id":{pending}}""", OfShop1: true),
        new("POST", Api + "customers/invitations/resend", Audience.Merchant, """{"customer_id":{pending}}""", OfShop1: true),
        new("POST", Api + "customers/invitations/remind", Audience.Merchant),
        new("POST", Api + "customers/invitations/correct", Audience.Merchant, """{"invitation_id":{invitation},"email":"{new}"}""", OfShop1: true),
        new("POST", Api + "customers/invitations/revoke", Audience.Merchant, """{"customer_id":{pending},"keep_customer":true}""", OfShop1: true),
        new("POST", Api + "customers/suppressions/all", Audience.Reader),
        new("POST", Api + "customers/suppressions/add", Audience.Merchant, """{"email":"{new}"}"""),
        new("POST", Api + "customers/suppressions/remove", Audience.Merchant, """{"email":"{new}"}"""),
        new(
            "POST", Api + "customer/auth/invitation/accept", Audience.Public,
            $$"""{{{Link}},"password":"{{Shop.GoodPassword}}","password_confirmation":"{{Shop.GoodPassword}}"}"""),
        new("POST", Api + "customer/auth/invitation/renew", Audience.Public, $$"""{{{Link}}}"""),
        new("POST", Api + "customer/auth/invitation/decline", Audience.Public, $$"""{{{Link}}}"""),
        new("POST", Api + "customer/auth/login", Audience.Public, """{"project_id":1,"email":"{new}","password":"wrong"}"""),
        new("POST", Api + "customer/auth/password/forgot", Audience.Public, """{"project_id":1,"email":"{new}"}"""),
        new(
            "POST", Api + "customer/auth/password/reset", Audience.Public,
            $$"""{{{Link}},"password":"{{Shop.GoodPassword}}","password_confirmation":"{{Shop.GoodPassword}}"}"""),
        new("POST", Api + "customer/auth/register", Audience.Public, $$"""{"project_id":1,"email":"{new}","password":"{{Shop.GoodPassword}}"}"""),
        new("POST", Api + "customer/auth/verify-email", Audience.Public, $$"""{{{Link}}}"""),
        new(
            "GET", Api + "customer/auth/verify-email/{customer_id:long}/{hash}", Audience.Public,
            Api + "customer/auth/verify-email/{pending}/unknown?project_id=1"),
        new("POST", Api + "customer/auth/verify-email/resend", Audience.Bearer),
        new("POST", Api + "customer/auth/logout", Audience.Bearer),
        new("POST", Api + "customer/profile/get", Audience.Bearer),
        new("POST", Api + "customer/profile/update", Audience.Bearer),
        new("POST", Api + "customer/addresses/update", Audience.Bearer),
        new("POST", Api + "customer/sessions/list", Audience.Bearer),
        new("POST", Api + "customer/sessions/revoke", Audience.Bearer),
        new("POST", Api + "customer/passkeys/list", Audience.Bearer),
        new("POST", Api + "customer/passkeys/options", Audience.Bearer),
        new("POST", Api + "customer/passkeys/add", Audience.Bearer),
        new("POST", Api + "customer/passkeys/rename", Audience.Bearer),
        new("POST", Api + "customer/passkeys/remove", Audience.Bearer),
        new("POST", Api + "customer/auth/passkey/options", Audience.Public, """{"project_id":1}"""),
        new("POST", Api + "customer/auth/passkey/login", Audience.Public, """{"project_id":1,"state":"unknown","credential":"{}"}"""),
        new("POST", Api + "customer/password/change", Audience.Bearer),
        new("POST", Api + "customer/email/change", Audience.Bearer),
        new("POST", Api + "customer/email/change/verify", Audience.Bearer),
        new("POST", Api + "customer/email/change/stop", Audience.Public, $$"""{{{Link}}}"""),
        new("POST", Api + "customer/preferences/cart-reminder", Audience.Bearer, """{"enabled":true}"""),
        new("GET", Api + "customer/public/countries", Audience.Everywhere),
        new("POST", Api + "customer/account/export", Audience.Bearer),
        new("POST", Api + "customer/account/deletion-preview", Audience.Bearer),
        new("POST", Api + "customer/account/delete", Audience.Bearer, """{"password":""}"""),
        new("POST", Api + "customers/all", Audience.Reader),
        new("POST", Api + "customers/list", Audience.Reader),
        new("POST", Api + "customers/get", Audience.Reader, """{"customer_id":{pending}}""", OfShop1: true),
        new("POST", Api + "customers/update", Audience.Merchant, """{"customer_id":{pending}}""", OfShop1: true),
        new("POST", Api + "customers/deletion-preview", Audience.Reader, """{"customer_id":{pending}}""", OfShop1: true),
        new("POST", Api + "customers/delete", Audience.Merchant, """{"customer_id":{leaver}}""", OfShop1: true),
        new("POST", Api + "customers/deletions/all", Audience.Reader),
        new("POST", Api + "customers/deletions/get", Audience.Reader, """{"receipt_id":"{receipt}"}""", OfShop1: true),
        new("POST", Api + "customers/history/get", Audience.Reader, """{"customer_id":{pending}}""", OfShop1: true),
        new("POST", Api + "customers/invitations/counts", Audience.Reader),
        new("POST", Api + "tokens/self", Audience.Reader),
        new("POST", Api + "orders/import", Audience.Merchant),
        new("POST", Api + "orders/all", Audience.Merchant),
        new("POST", Api + "orders/get", Audience.Merchant, """{"order_id":{order}}""", OfShop1: true),
        new("POST", Api + "webhooks/create", Audience.Merchant, """{"url":"https://receiver.example/hook","events":"*"}"""),
        new("POST", Api + "webhooks/all", Audience.Merchant),
        new("POST", Api + "webhooks/get", Audience.Merchant, """{"webhook_id":{webhook}}""", OfShop1: true),
        new("POST", Api + "webhooks/update", Audience.Merchant, """{"webhook_id":{webhook}}""", OfShop1: true),
        new("POST", Api + "webhooks/rotate-secret", Audience.Merchant, """{"webhook_id":{webhook}}""", OfShop1: true),
        new("POST", Api + "webhooks/test", Audience.Merchant, """{"webhook_id":{webhook}}""", OfShop1: true),
        new("POST", Api + "webhooks/delete", Audience.Merchant, """{"webhook_id":{leavinghook}}""", OfShop1: true),
        new("POST", Api + "webhooks/deliveries/all", Audience.Merchant),
        new("POST", Api + "webhooks/deliveries/get", Audience.Merchant, """{"delivery_id":{delivery}}""", OfShop1: true),
        new("POST", Api + "webhooks/deliveries/retry", Audience.Merchant, """{"delivery_id":{delivery}}""", OfShop1: true),
        new(
            "POST", Api + "webhooks/deliveries/recover", Audience.Merchant, """{"webhook_id":{webhook},"since":"2026-03-01T00:00:00Z"}""",
            OfShop1: true),
        new("POST", Api + "customer/orders/list", Audience.Bearer),
        new("POST", Api + "customer/orders/get", Audience.Bearer, """{"order_id":{order}}""", OfShop1: true),

        .. Page("/", Audience.Everywhere),
        .. Page("/language", Audience.Shop),
        .. Page("/account", Audience.Browser),
        .. Page("/account/orders", Audience.Browser),
        .. Page("/account/settings", Audience.Browser),
        .. Page("/account/addresses", Audience.Browser),
        .. Page("/account/password", Audience.Browser),
        .. Page("/account/email", Audience.Browser),
        .. Page("/account/sessions", Audience.Browser),
        .. Page("/account/passkeys", Audience.Browser),
        .. Page("/account/passkey", Audience.Browser),
        .. Page("/account/export", Audience.Browser),
        new("GET", "/account/export.json", Audience.Browser),
        new("GET", "/account/export.html", Audience.Browser),
        .. Page("/account/delete", Audience.Browser),
        .. Page("/account/accept-invitation", Audience.Shop),
        .. Page("/account/choose-link", Audience.Shop),
        .. Page("/account/forgot-password", Audience.Shop),
        .. Page("/account/reset-password", Audience.Shop),
        .. Page("/account/register", Audience.Shop),
        .. Page("/account/stop-email-change", Audience.Shop),
        .. Page("/account/verify-email", Audience.Shop),
        .. Page("/account/sign-in", Audience.Shop),
        new("GET", "/account/sign-out", Audience.Shop),

        // Without a session there is nothing to sign out of: the post ends at the sign-in page like the one before it.
        new("POST", "/account/sign-out", Audience.Browser, "/account/sign-out" + Form),
        .. Page("/account/deleted", Audience.Shop),
        .. Page("/docs/errors", Audience.Everywhere),
        .. Page("/docs/samples", Audience.Everywhere),
        .. Page("/_dev/mailbox", Audience.Everywhere),
        .. Page("/_dev/gallery", Audience.Everywhere),
        new("GET", "/account/orders/{Id:long}", Audience.Browser, "/account/orders/{order}", OfShop1: true),
        new("POST", "/account/orders/{Id:long}", Audience.Browser, "/account/orders/{order}" + Form, OfShop1: true),

        .. Page("/admin", Audience.Staff),
        .. Page("/admin/sign-in", Audience.Platform),
        .. Page("/admin/sign-out", Audience.Staff),
        .. Page("/admin/invite", Audience.Platform),
        .. Page("/admin/reset", Audience.Platform),
        .. Page("/admin/two-factor/set-up", Audience.Staff),
        new("GET", "/admin/two-factor", Audience.HalfStaff),
        new("POST", "/admin/two-factor", Audience.HalfStaff, "/admin/two-factor" + Form),
        .. Screen("invitations"),
        .. OfShop,
        .. Screen("team"),
        new("GET", "/_blazor", Audience.Circuit),
        new("GET", "/_blazor/negotiate", Audience.Circuit),
        new("GET", "/_blazor/disconnect/", Audience.Circuit),
        new("GET", "/_blazor/initializers/", Audience.Circuit),
        new("GET", "_content/MudBlazor/MudBlazor.min.css", Audience.Everywhere, "/_content/MudBlazor/MudBlazor.min.css"),
        new("GET", "_content/MudBlazor/MudBlazor.min.js", Audience.Everywhere, "/_content/MudBlazor/MudBlazor.min.js"),
        new("GET", "_content/MudBlazor/MudBlazor.min.js.map", Audience.Everywhere, "/_content/MudBlazor/MudBlazor.min.js.map"),

        new("GET", "/.well-known/change-password", Audience.Shop),
        new("GET", "/.well-known/webauthn", Audience.Shop),
        new("GET", "/health/live", Audience.Everywhere),
        new("GET", "/health/ready", Audience.Everywhere),
        new("GET", "/openapi/v1.json", Audience.Everywhere),
        new("GET", "/docs/index.html", Audience.Everywhere),
        new("GET", "/brand/{fingerprint}.css", Audience.Shop, "/brand/0123456789ab.css"),
        new("GET", "/brand/{logo}", Audience.Shop, "/brand/0123456789ab.png"),
        new("GET", "/_dev/mailbox.json", Audience.Everywhere),
        new("GET", "/_dev/mailbox/latest", Audience.Everywhere, "/_dev/mailbox/latest?to=pending-of-1@private.example", OfShop1: true),
        new("GET", "/_dev/mailbox/{id:long}", Audience.Everywhere, "/_dev/mailbox/{mail}", OfShop1: true),
        new("GET", "/_dev/mailbox/preview/{kind}", Audience.Everywhere, "/_dev/mailbox/preview/invitation"),
        new("GET", "/_dev/mailbox/preview/{kind}/text", Audience.Everywhere, "/_dev/mailbox/preview/invitation/text"),
        new("GET", "admin-files.js", Audience.Everywhere, "/admin-files.js"),
        new("GET", "admin-screens.css", Audience.Everywhere, "/admin-screens.css"),
        new("GET", "admin.css", Audience.Everywhere, "/admin.css"),
        new("GET", "admin.js", Audience.Everywhere, "/admin.js"),
        new("GET", "storefront.css", Audience.Everywhere, "/storefront.css"),
        new("GET", "reference.css", Audience.Everywhere, "/reference.css"),
        new("GET", "storefront.js", Audience.Everywhere, "/storefront.js"),
        new("GET", "/_framework/opaque-redirect", Audience.Shop),
        new("GET", "_framework/blazor.server.js", Audience.Everywhere, "/_framework/blazor.server.js"),
        new("GET", "_framework/blazor.web.js", Audience.Everywhere, "/_framework/blazor.web.js"),
    ];

    public static TheoryData<string> Endpoints => [.. Rows.Select(row => row.ToString())];

    [Fact]
    public void Every_endpoint_has_a_row_and_every_row_an_endpoint()
    {
        // A middleware serves the reference's page, not an endpoint.
        var rows = Rows.Select(row => row.ToString()).Where(row => row != "GET /docs/index.html").ToList();

        Assert.Equal([], world.Endpoints.Except(rows));
        Assert.Equal([], rows.Except(world.Endpoints));
        Assert.Equal(rows.Count, rows.Distinct().Count());
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Every_credential_gets_exactly_its_own_access(string endpoint)
    {
        var row = Rows.Single(row => row.ToString() == endpoint);
        foreach (var host in new[] { 1L, 2L, 0L })
        {
            foreach (var held in Credential.All)
            {
                var answer = await world.SendAsync(row, host, held);
                var text = await answer.Content.ReadAsStringAsync();
                var where =
                    $"{row} at {(host == 0 ? "the platform" : $"shop {host}")} with {held.Kind} of {held.Shop}: {(int)answer.StatusCode} "
                        + $"{text[..Math.Min(text.Length, 200)]}";

                Assert.True(row.At(host, held) == MatrixWorld.Read(answer, text), where);
                foreach (var secret in world.SecretsOf(1).Select(secret => (Shop: 1L, Text: secret))
                    .Concat(world.SecretsOf(2).Select(secret => (Shop: 2L, Text: secret))))
                {
                    Assert.False(
                        !MayShow(row, host, held, secret.Shop) && text.Contains(secret.Text, StringComparison.OrdinalIgnoreCase),
                        $"{secret.Text} leaks: {where}");
                }
            }
        }
    }

    // The mailbox exists in Development only: on a merchant's host it shows that merchant's mails, on the platform's all of them.
    private static bool MayShow(Row row, long host, Credential held, long owner) =>
        row.Route.StartsWith("/_dev/", StringComparison.Ordinal)
            ? host == 0 || host == owner
            : held.Shop == owner && row.At(host, held) == Admittance.Allowed;

    private static IEnumerable<Row> Screen(string name) =>
        from row in Page($"/admin/shops/{{ShopId:long}}/{name}", Audience.Staff)
        select row with { Body = $"/admin/shops/1/{name}" + (row.Method == "POST" ? Form : "") };

    private static IEnumerable<Row> Page(string route, Audience audience) =>
        [new("GET", route, audience), new("POST", route, audience, route + Form)];
}
