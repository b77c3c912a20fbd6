using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Callers;
using Storefront.Platform.Sessions;
using Storefront.Platform.Tokens;
using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>Two merchants with a customer each, who has orders, and a pending customer each; and an account deleted at both.</summary>
public sealed class MatrixWorld : IAsyncLifetime
{
    // Nobody listens there.
    private const string Hook = "http://127.0.0.1:9/hook";
    private static readonly string[] AnyMethod = ["GET"];

    private readonly Dictionary<Credential, string> _dead = [];
    private readonly Dictionary<string, string> _values = [];
    private readonly List<string>[] _secrets = [[], [], []];
    private int _number;
    private long _leavingHook;
    private long _leavingToken;

    public TestPlatform Platform { get; } = new() { Settings = { ["Telemetry:Prometheus"] = "true" } };

    /// <summary>Every endpoint of the running application as method and route. Compressed and fingerprinted variants of a static file count
    /// as the file; Development's fallback for new files serves nothing else.</summary>
    public IReadOnlyList<string> Endpoints =>
    [
        .. Platform.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not { } asset
                || (asset.Route == asset.AssetPath && !asset.Route.EndsWith(".gz", StringComparison.Ordinal)))
            .Where(endpoint => endpoint.Order != int.MaxValue)
            .SelectMany(
                endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? AnyMethod).Where(method => method != "HEAD"),
                (endpoint, method) => $"{method} {endpoint.RoutePattern.RawText}")
            .Distinct(),
    ];

    public IEnumerable<string> SecretsOf(long shop) => _secrets[shop];

    public async Task InitializeAsync()
    {
        _values["{webhook}"] = $"{(await Platform.Aurora.NewWebhookAsync(Hook)).Id}";
        foreach (var shop in new[] { Platform.Aurora, Platform.Birch })
        {
            var address = $"person-of-{shop.Id}@private.example";
            await shop.CustomerAsync("jane@example.com");
            await shop.CustomerAsync("gone@private.example");
            await shop.InviteAsync($"pending-of-{shop.Id}@private.example");
            foreach (var (kind, session) in new[] { (Credential.DeadBearer, SessionKind.Bearer), (Credential.DeadCookie, SessionKind.Browser) })
            {
                _dead[new(kind, shop.Id)] = await OpenAsync(shop, "gone@private.example", session);
            }

            Assert.True((await new ApiDoor(shop).DeleteAsync(_dead[new(Credential.DeadBearer, shop.Id)], Shop.GoodPassword)).IsDone);
            await Platform.AsAsync(
                shop,
                db =>
                    db.Customers.Where(row => row.Email == "jane@example.com").ExecuteUpdateAsync(set => set.SetProperty(row => row.Email, address)));
            _secrets[shop.Id]
                .AddRange([
                    address, $"pending-of-{shop.Id}@private.example",
                    .. await Platform.AsAsync(shop, db => db.Orders.Select(order => order.OrderNumber).ToListAsync())
                ]);
        }

        _values["{pending}"] = $"{(await Platform.Aurora.FindCustomerAsync("pending-of-1@private.example"))!.Id}";
        _values["{invitation}"] =
            $"{await Platform.AsAsync(
                Platform.Aurora,
                db => db.Invitations.Where(row => row.Customer.Email == "pending-of-1@private.example").Select(row => row.Id).SingleAsync())}";
        var uploaded = await Platform.Aurora.MerchantApi.PostAsync(
            "customers/invite/bulk", new { customers = new[] { new { email = "listed-of-1@private.example" } } });
        _values["{batch}"] = $"{uploaded.Data.GetProperty("batch").GetProperty("id").GetInt64()}";
        _secrets[1].Add("listed-of-1@private.example");
        _values["{order}"] =
            $"{await Platform.AsAsync(
                Platform.Aurora, db => db.Orders.Where(order => order.CustomerId != null).Select(order => order.Id).FirstAsync())}";
        _values["{delivery}"] = $"{(await Platform.Aurora.DeliveriesAsync())[^1].Id}";
        _values["{receipt}"] = $"{await Platform.AsAsync(Platform.Aurora, db => db.DeletionReceipts.Select(receipt => receipt.Id).SingleAsync())}";
        await Platform.MailsAsync();
        _values["{mail}"] = "1";
    }

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    /// <summary>Sends the row's request to a host with a fresh credential, so that no cell depends on another.</summary>
    public async Task<HttpResponseMessage> SendAsync(Row row, long host, Credential held)
    {
        var body = _values.Aggregate(row.Body, (text, value) => text.Replace(value.Key, value.Value, StringComparison.Ordinal))
            .Replace("{new}", $"new-{_number++}@private.example", StringComparison.Ordinal);
        body = body.Contains("{leavinghook}", StringComparison.Ordinal)
            ? body.Replace("{leavinghook}", $"{await NewLeavingHookAsync()}", StringComparison.Ordinal)
            : body;
        body = body.Contains("{leavingtoken}", StringComparison.Ordinal)
            ? body.Replace("{leavingtoken}", $"{await NewLeavingTokenAsync()}", StringComparison.Ordinal)
            : body;
        body = body.Contains("{leaver}", StringComparison.Ordinal)
            ? body.Replace("{leaver}", $"{await NewLeaverAsync()}", StringComparison.Ordinal)
            : body;
        var isForm = body.EndsWith("\0form", StringComparison.Ordinal);
        var path = body.StartsWith('/') ? body.Split('\0')[0] : row.Route;
        using var request = new HttpRequestMessage(new(row.Method), path);
        request.Content = row.Method == "GET" ? null : isForm ? new FormUrlEncodedContent([]) : Requests.Body(body);
        await HoldAsync(request, held);
        using var http = Platform.Client(host switch { 1 => Platform.Aurora.Host, 2 => Platform.Birch.Host, _ => "localhost" });
        return await http.SendAsync(request);
    }

    /// <summary>The kind of an answer. A form without its antiforgery token is shown again (400): it was allowed in.</summary>
    public static Admittance Read(HttpResponseMessage answer, string text) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized => Admittance.Unauthorized,
        HttpStatusCode.Forbidden => Admittance.Forbidden,
        HttpStatusCode.NotFound => Admittance.NotFound,
        HttpStatusCode.UnprocessableEntity when text.Contains("\"project_id\":[", StringComparison.Ordinal) => Admittance.WrongProject,
        HttpStatusCode.SeeOther when IsSignIn(answer.Headers.Location!.OriginalString) => Admittance.SentToSignIn,
        >= HttpStatusCode.InternalServerError or HttpStatusCode.MethodNotAllowed =>
            throw new InvalidOperationException($"Not an answer anybody should get: {answer.StatusCode}"),
        _ => Admittance.Allowed,
    };

    private static bool IsSignIn(string address) =>
        address.StartsWith("/account/sign-in", StringComparison.Ordinal) || address.StartsWith("/admin/sign-in", StringComparison.Ordinal);

    // Whoever may delete does: each cell has somebody of its own.
    private async Task<long> NewLeaverAsync()
    {
        var invited =
            await Platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = $"leaver-{_number++}@private.example", send_email = false });
        return invited.Data.GetProperty("customer").GetProperty("id").GetInt64();
    }

    // The one that no cell deleted makes place for the next.
    private async Task<long> NewLeavingHookAsync()
    {
        await Platform.Aurora.MerchantApi.PostAsync("webhooks/delete", new { webhook_id = _leavingHook });
        return _leavingHook = (await Platform.Aurora.NewWebhookAsync(Hook)).Id;
    }

    private async Task<long> NewLeavingTokenAsync()
    {
        await Platform.Aurora.MerchantApi.PostAsync("tokens/revoke", new { token_id = _leavingToken });
        var created = await Platform.Aurora.MerchantApi.PostAsync("tokens/create", new { name = "leaves", abilities = "orders.read" });
        return _leavingToken = created.Data.GetProperty("token").GetProperty("id").GetInt64();
    }

    private async Task HoldAsync(HttpRequestMessage request, Credential held)
    {
        var shop = held.Shop == 2 ? Platform.Birch : Platform.Aurora;
        var person = $"person-of-{shop.Id}@private.example";
        switch (held.Kind)
        {
            case Credential.Token:
                request.Headers.Authorization = Requests.Bearer(shop.Token);
                break;
            case Credential.Star:
                request.Headers.Authorization = Requests.Bearer("demo-aurora-token");
                break;
            case Credential.Readonly:
                request.Headers.Authorization = Requests.Bearer("demo-aurora-readonly-token");
                break;
            case Credential.Bearer:
                request.Headers.Authorization = Requests.Bearer(await OpenAsync(shop, person, SessionKind.Bearer));
                break;
            case Credential.DeadBearer:
                request.Headers.Authorization = Requests.Bearer(_dead[held]);
                break;
            case Credential.Cookie:
                request.Headers.Add("Cookie", $"__Host-session={await OpenAsync(shop, person, SessionKind.Browser)}");
                break;
            case Credential.DeadCookie:
                request.Headers.Add("Cookie", $"__Host-session={_dead[held]}");
                break;
        }
    }

    private Task<string> OpenAsync(Shop shop, string email, SessionKind kind) => Platform.AsAsync(shop, async (db, services) =>
    {
        var secret = Secret.New();
        var customer = await db.Customers.FirstAsync(row => row.Email == email);
        var caller = new Caller { Merchant = new() { Id = shop.Id, Name = "", SenderAddress = "", SupportAddress = "" }, ClientAddress = "test" };
        services.GetRequiredService<Sessions>().Open(customer, kind, secret, caller);
        await db.SaveChangesAsync();
        return secret;
    });
}
