namespace Load;

/// <summary>The plain ASP.NET Core Identity app, as most people would write it, filled for the same measurement.</summary>
internal sealed class Plain(Server server, string database) : IAsyncDisposable
{
    private const string Host = "localhost";
    private const string Key = "bench-key";
    private const string Password = "Correct-horse-battery-staple-1";
    private const int SignedIn = 64;
    private string[] _cookies = [];
    private string[] _leavers = [];
    private string[] _tokens = [];
    private int _invited;

    public Server Server => server;

    public static async Task<Plain> OpenAsync(string program, string folder, int port, int pending, int leavers)
    {
        Directory.CreateDirectory(folder);
        var database = Path.Combine(folder, "plain.db");
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__Default"] = $"Data Source={database}",
            ["ApiKey"] = Key,
        };
        var server = await Server.StartAsync(
            $"{program} --urls http://127.0.0.1:{port}", Path.GetDirectoryName(program)!, port, Request.Get(Host, "/health"), settings,
            Path.Combine(folder, "plain.log"));
        var plain = new Plain(server, database);
        await plain.FillAsync(pending, leavers);
        return plain;
    }

    public Traffic Invite() => new(server, 201, () => InviteRequest($"invited{Interlocked.Increment(ref _invited)}@example.com"));

    public Traffic Accept(int from, int count) =>
        Traffic.Once(server, 200, Enumerable.Range(from, count).Select(i => AcceptRequest($"pending{i}@example.com", _tokens[i])));

    public Traffic SignIn() => Traffic.Of(server, 200, [.. Enumerable.Range(0, SignedIn).Select(i => SignInRequest($"active{i}@example.com"))]);

    public Traffic Delete(int from, int count) => Traffic.Once(server, 200, Enumerable.Range(from, count).Select(i => Request.Post(
        Host, "/api/account/delete", $$"""{"password":"{{Password}}"}""", cookie: _leavers[i])));

    public Traffic Profile() => Traffic.Of(server, 200, [.. _cookies.Select(cookie => Request.Get(Host, "/api/profile", cookie))]);

    public Traffic AccountPage() => Traffic.Of(server, 200, [.. _cookies.Select(cookie => Request.Get(Host, "/account", cookie))]);

    public Traffic SignInPage() => Traffic.Of(server, 200, Request.Get(Host, "/account/login"));

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static byte[] InviteRequest(string email) =>
        Request.Post(Host, "/api/invite", $$"""{"email":"{{email}}","firstname":"Jane","lastname":"Doe"}""", Key);

    private static byte[] AcceptRequest(string email, string token) =>
        Request.Post(Host, "/api/accept", $$"""{"email":"{{email}}","token":"{{token}}","password":"{{Password}}"}""");

    private static byte[] SignInRequest(string email) => Request.Post(Host, "/api/login", $$"""{"email":"{{email}}","password":"{{Password}}"}""");

    private async Task FillAsync(int pending, int leavers)
    {
        using var line = await Connection.OpenAsync(server.Port);
        await line.AskAsync(InviteRequest("original@example.com"));
        foreach (var i in Enumerable.Range(0, pending))
        {
            await line.AskAsync(InviteRequest($"pending{i}@example.com"));
        }

        using var seed = new Seed(database);
        await line.AskAsync(AcceptRequest("original@example.com", TokenOf(seed, "original@example.com")));
        seed.Fast(() =>
        {
            Copy(seed, "active", SignedIn);
            Copy(seed, "leaver", leavers);
            seed.Copy("Orders", "t.Id = 1", leavers * 100, ("CustomerId", "'leaver' || (n.i / 100)"));
        });
        _tokens = [.. Enumerable.Range(0, pending).Select(i => TokenOf(seed, $"pending{i}@example.com"))];
        _cookies = await CookiesAsync("active", SignedIn);
        _leavers = await CookiesAsync("leaver", leavers);
    }

    private static void Copy(Seed seed, string name, int count) => seed.Copy("AspNetUsers", "t.Email = 'original@example.com'", count,
        ("Id", $"'{name}' || n.i"), ("UserName", $"'{name}' || n.i || '@example.com'"),
        ("NormalizedUserName", $"upper('{name}' || n.i || '@example.com')"),
        ("Email", $"'{name}' || n.i || '@example.com'"), ("NormalizedEmail", $"upper('{name}' || n.i || '@example.com')"));

    private static string TokenOf(Seed seed, string email) => seed.Texts($"SELECT Body FROM Mails WHERE Recipient = '{email}'").First();

    private async Task<string[]> CookiesAsync(string name, int count)
    {
        var cookies = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            using var line = await Connection.OpenAsync(server.Port);
            cookies[i] = await line.AskAsync(SignInRequest($"{name}{i}@example.com")) == 200
                ? Cookies.Of(line.Head)
                : throw new InvalidOperationException(line.Head + line.Body);
        });
        return cookies;
    }
}
