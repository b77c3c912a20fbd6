using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Load;

/// <summary>The published Storefront with a database of its own, filled for a measurement.</summary>
/// <remarks>The demo merchants are the first rows (Development), the API adds one customer of each kind (Production), and
/// <see cref="Seed"/> multiplies those.</remarks>
internal sealed class Shop : IAsyncDisposable
{
    public const string Host = "aurora.localhost";
    public const string NeighbourHost = "birch.localhost";
    public const string Api = "/api/services/webshop/v1";
    public const string Password = "correct-horse-battery-staple";
    private const int Base = 1_000_000_000;
    private readonly string _program;
    private readonly string _folder;
    private readonly Sink _sink;
    private readonly int _port;
    private int _invited;

    private Shop(string program, string folder, int port, Sink sink) => (_program, _folder, _port, _sink) = (program, folder, port, sink);

    public Server Server { get; private set; } = null!;

    /// <summary>A merchant token with every ability.</summary>
    public string MerchantToken { get; private set; } = "";

    public string Database => Path.Combine(_folder, "shop.db");

    private string Log => Path.Combine(_folder, "shop.log");

    /// <summary>Creates the database, fills it with customers, and starts the program on it.</summary>
    public static async Task<Shop> OpenAsync(string program, string folder, int port, Sink sink, Filling filling)
    {
        Directory.CreateDirectory(folder);
        var shop = new Shop(program, folder, port, sink);
        await using (await shop.StartAsync(new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Demo__Enabled"] = "true",
            ["Mail__Transport"] = "Mailbox"
        }))
        {
            // A start in Development migrates the database and creates the demo merchants.
        }

        shop.MerchantToken = await shop.NewTokenAsync(1);
        await using (shop.Server = await shop.StartAsync([]))
        {
            await shop.MakeOriginalsAsync();
        }

        using (var seed = new Seed(shop.Database))
        {
            seed.Fast(() => Fill(seed, filling));
        }

        shop.Server = await shop.StartAsync([]);
        return shop;
    }

    /// <summary>Stops the program and starts it again on the database as it is.</summary>
    public async Task RestartAsync()
    {
        await Server.DisposeAsync();
        Server = await StartAsync([]);
    }

    /// <summary>Stops the program and starts it where receivers of webhooks may be on this machine.</summary>
    public async Task RestartForReceiversAsync()
    {
        await Server.DisposeAsync();
        Server = await StartAsync(new() { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Webhooks__AllowPrivateAddresses"] = "true" });
    }

    /// <summary>Creates a webhook for every event.</summary>
    public async Task HookAsync(string url)
    {
        using var line = await Connection.OpenAsync(_port);
        await ExpectAsync(line, 201, Request.Post(Host, $"{Api}/webhooks/create", $$"""{"url":"{{url}}","events":"*"}""", MerchantToken));
    }

    /// <summary>Stops the program and sends batches into its database, run after run.</summary>
    public async Task<List<BulkRun>> BulkAsync(string bulk, int rows, int runs)
    {
        await Server.DisposeAsync();
        var printed = await Server.RunAsync($"{bulk} {rows} {runs}", Path.GetDirectoryName(_program)!, Settings([]), Log);
        Server = await StartAsync([]);
        return [.. printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .Select(run => run.Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToList())
            .Select(run => new BulkRun(run[0], run[1], run[2], run[3]))];
    }

    public Traffic Invite() => InviteAt(Host, MerchantToken);

    /// <summary>Invitations of the platform's other merchant.</summary>
    public async Task<Traffic> InviteAtNeighbourAsync() => InviteAt(NeighbourHost, await NewTokenAsync(2));

    public Traffic Accept(int from, int count) =>
        Traffic.Once(Server, 200, Enumerable.Range(from, count).Select(i => Request.Post(Host, $"{Api}/customer/auth/invitation/accept",
        $$"""{"project_id":1,"email":"pending{{i}}@example.com","token":"{{Token(i)}}","""
        + $$""" "password":"{{Password}}","password_confirmation":"{{Password}}"}""")));

    public Traffic SignIn() => Traffic.Of(Server, 200, [.. Enumerable.Range(0, 64).Select(i => SignInRequest($"active{i}@example.com", Password))]);

    public Traffic Delete(int from, int count) =>
        Traffic.Once(Server, 200, Enumerable.Range(from, count).Select(i => Request.Post(Host, $"{Api}/customer/account/delete",
        $$"""{"password":"{{Password}}"}""", $"leaver-bearer-{i}")));

    public Traffic Profile() => Traffic.Of(
        Server, 200, [.. Enumerable.Range(0, 64).Select(i => Request.Post(Host, $"{Api}/customer/profile/get", "{}", $"active-bearer-{i}"))]);

    public Traffic AccountPage() =>
        Traffic.Of(Server, 200, [.. Enumerable.Range(0, 64).Select(i => Request.Get(Host, "/account", $"__Host-session=active-browser-{i}"))]);

    /// <summary>Pages of a merchant's list, in no order.</summary>
    public Traffic List(string path, string wish, int pages) => Traffic.Of(
        Server, 200,
        [
            .. Enumerable.Range(0, pages)
                .Select(i => Request.Post(Host, $"{Api}/{path}", $$"""{"page":{{(i * 37 % pages) + 1}},{{wish}}}""", MerchantToken))
        ]);

    public Traffic SignInPage() => Traffic.Of(Server, 200, Request.Get(Host, "/account/sign-in"));

    public Traffic FirstOpening() => Traffic.Of(Server, 303, Request.Get(Host, LinkOf(Base)));

    /// <summary>The page of a link that the browser holds in its cookie.</summary>
    public async Task<Traffic> AcceptPageAsync()
    {
        using var browser = await Connection.OpenAsync(_port);
        await browser.AskAsync(Request.Get(Host, LinkOf(Base)));
        return Traffic.Of(Server, 200, Request.Get(Host, "/account/accept-invitation", Cookies.Of(browser.Head)));
    }

    public static byte[] SignInRequest(string email, string password) =>
        Request.Post(Host, $"{Api}/customer/auth/login", $$"""{"project_id":1,"email":"{{email}}","password":"{{password}}"}""");

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private Traffic InviteAt(string host, string token) => new(Server, 201, () => Request.Post(host, $"{Api}/customers/invite",
        $$"""{"email":"invited{{Interlocked.Increment(ref _invited)}}@example.com","firstname":"Jane","lastname":"Doe"}""", token));

    private async Task<string> NewTokenAsync(int merchant)
    {
        var printed = await Server.RunAsync(
            $"{_program} tokens create --merchant {merchant} --name bench --abilities '*'", Path.GetDirectoryName(_program)!, Settings([]),
            $"{Log}.token");
        return printed.Trim().Split('\n')[^1].Trim();
    }

    private static string Token(long i) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("token" + i.ToString(CultureInfo.InvariantCulture))))[..43];

    private static string LinkOf(long i) => $"/account/accept-invitation?email=shown%40example.com&token={Token(i)}";

    private Dictionary<string, string> Settings(Dictionary<string, string> more) => new(new Dictionary<string, string>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ConnectionStrings__Storefront"] = $"Data Source={Database}",
        ["Mail__Transport"] = "Smtp",
        ["Mail__Smtp__Host"] = "127.0.0.1",
        ["Mail__Smtp__Port"] = _sink.Port.ToString(CultureInfo.InvariantCulture),
        ["Mail__Smtp__Security"] = "None",
        ["RateLimits__PerMinute"] = "100000000",
        ["RateLimits__MailsPerMerchantPerHour"] = "100000000",
        ["RateLimits__MailsPerRecipientPerHour"] = "100000000",
        ["RateLimits__RecoveryMailsPerMerchantPerHour"] = "100000000",
        ["RateLimits__RecoveryMailsPerRecipientPerHour"] = "100000000",
        ["RateLimits__UnprovenMailsPerRecipientPerHour"] = "100000000",
        ["RateLimits__SelfServiceMailsPerAccountPerHour"] = "100000000",
        ["RateLimits__SelfServiceMailsPerClientPerHour"] = "100000000",
        ["RateLimits__SelfServiceMailsPerMerchantPerHour"] = "100000000",
        ["RateLimits__PasswordTriesPer15Minutes"] = "100000000",
        ["RateLimits__ForgottenPasswordsPer15Minutes"] = "100000000",
        ["RateLimits__RegistrationsPerHour"] = "100000000",
    }.Concat(more.Where(pair => pair.Key != "")).GroupBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Last().Value));

    private Task<Server> StartAsync(Dictionary<string, string> settings) => Server.StartAsync(
        $"{_program} --urls http://127.0.0.1:{_port}", Path.GetDirectoryName(_program)!, _port, Request.Get("localhost", "/health/live"),
        Settings(settings), Log);

    private async Task MakeOriginalsAsync()
    {
        using var line = await Connection.OpenAsync(_port);
        foreach (var email in new[] { "original-pending@example.com", "original-active@example.com" })
        {
            await ExpectAsync(
                line, 201,
                Request.Post(Host, $"{Api}/customers/invite", $$"""{"email":"{{email}}","firstname":"Jane","lastname":"Doe"}""", MerchantToken));
        }

        using (var seed = new Seed(Database))
        {
            seed.Run("UPDATE OneTimeTokens SET Hash = sha256('original') WHERE Address = 'original-active@example.com'");
        }

        await ExpectAsync(line, 200, Request.Post(Host, $"{Api}/customer/auth/invitation/accept",
            $$"""{"project_id":1,"email":"original-active@example.com","token":"original","""
            + $$""" "password":"{{Password}}","password_confirmation":"{{Password}}"}"""));
        await ExpectAsync(line, 200, SignInRequest("original-active@example.com", Password));
    }

    private static async Task ExpectAsync(Connection line, int status, byte[] request)
    {
        if (await line.AskAsync(request) is var answered && answered != status)
        {
            throw new InvalidOperationException($"Preparing failed with {answered}: {line.Body}");
        }
    }

    private static void Fill(Seed seed, Filling filling) => new Rows(seed, Token(Base)).Fill(filling);
}

/// <summary>How many customers of each kind a measurement needs.</summary>
internal sealed record Filling(
    int Active = 64, int Pending = 0, int Leavers = 0, int OrdersOfLeaver = 100, int GuestOrders = 0, int Bystanders = 0, int Merchants = 2,
    int Listed = 0);

/// <summary>The Cookie header for an answer's cookies, as a browser would send it.</summary>
internal static class Cookies
{
    public static string Of(string head) => string.Join("; ", head.Split("\r\n")
        .Where(line => line.StartsWith("Set-Cookie: ", StringComparison.OrdinalIgnoreCase))
        .Select(line => line["Set-Cookie: ".Length..].Split(';')[0]));
}
