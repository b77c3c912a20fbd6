using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Nodes;

/// <summary>Two programs behind a real nginx that sends every second request to the other: the journeys notice nothing of it.</summary>
public sealed class TwoPublishedNodesTests : IAsyncLifetime, IDisposable
{
    private static readonly (string, string)[] Settings =
    [
        ("Storage:Provider", "PostgreSql"), ("Proxies:Trusted:0", "127.0.0.1"),
        ("Logging:LogLevel:Storefront.Platform.Web.Middleware.RequestLog", "Debug"), ("RateLimits:FormsPerMinute", "1000"),
        ("RateLimits:SelfServiceMailsPerClientPerHour", "1000"),
    ];

    private readonly List<IAsyncDisposable> _running = [];
    private readonly ProgramFolder _folder = new();
    private string _database = "";
    private TestPlatform _platform = new();

    public async Task InitializeAsync()
    {
        if (RequiresProgramFactAttribute.PathOf("nginx") is null || RequiresProgramFactAttribute.PathOf("initdb") is null)
        {
            return;
        }

        _database = SharedPostgres.NewDatabase();
        var (first, second) = (await StartAsync(), await StartAsync());
        var nginx = await NginxServer.StartAsync(first.Http.BaseAddress!, second.Http.BaseAddress!);
        _running.Insert(0, nginx);
        _platform = new TestPlatform
        {
            Settings = { ["Storage:Provider"] = "PostgreSql", ["ConnectionStrings:Storefront"] = _database },
            Via = nginx.Client,
        };
    }

    public async Task DisposeAsync()
    {
        await _platform.DisposeAsync();
        foreach (var program in _running)
        {
            await program.DisposeAsync();
        }

        if (_database.Length > 0)
        {
            SharedPostgres.Drop(_database);
        }
    }

    public void Dispose() => _folder.Dispose();

    [RequiresProgramTheory("nginx", asRoot: false), ClassData(typeof(EveryDoor))]
    public async Task An_account_lives_its_whole_life_across_two_nodes(string door)
    {
        const string Email = "jane@example.com";
        var at = _platform.Aurora.Door(door);

        var accepted = await at.AcceptAsync(await MailedAsync(Email, InviteAsync), Shop.GoodPassword);
        Assert.True(accepted.IsSignedIn, $"{accepted.Status} {accepted.Message}");
        for (var request = 0; request < 6; request++)
        {
            Assert.True(await at.IsSignedInAsync(accepted.Session!));
        }

        Assert.Equal(3, (await at.OrdersAsync(accepted.Session!)).Count);
        Assert.True((await at.SignOutAsync(accepted.Session!)).IsDone);
        Assert.False(await at.IsSignedInAsync(accepted.Session!));
        Assert.False(await at.IsSignedInAsync(accepted.Session!));
        Assert.False((await at.SignInAsync(Email, "wrong-horse-battery-staple")).IsSignedIn);
        Assert.True((await at.ResetAsync(await MailedAsync(Email, email => at.ForgotAsync(email)), $"{Shop.GoodPassword}-2")).IsDone);
        var session = (await at.SignInAsync(Email, $"{Shop.GoodPassword}-2")).Session!;
        Assert.True((await at.DeleteAsync(session, $"{Shop.GoodPassword}-2")).IsDone);
        Assert.False(await at.IsSignedInAsync(session));
        Assert.False(await at.IsSignedInAsync(session));
        Assert.Null(await _platform.Aurora.FindCustomerAsync(Email));
    }

    [RequiresProgramFact("nginx", asRoot: false)]
    public async Task Both_nodes_answer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _platform.Aurora.NewBrowser().GetAsync("/account/sign-in")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.All(_running.OfType<RunningProgram>(), node => Assert.Contains("/account/sign-in", node.Output, StringComparison.Ordinal));
    }

    private async Task<RunningProgram> StartAsync()
    {
        var node = await RunningProgram.StartAsync(
            _folder, "Development",
            [.. Settings, ("ConnectionStrings:Storefront", _database)]);
        _running.Add(node);
        return node;
    }

    private async Task<object> InviteAsync(string email)
    {
        var answer = await _platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email });
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return answer;
    }

    // A node sends the mail within a second.
    private async Task<Link> MailedAsync<T>(string email, Func<string, Task<T>> cause)
    {
        var before = await CountAsync(email);
        await cause(email);
        await Eventually.IsSoAsync(async () => await CountAsync(email) > before);
        return await _platform.Aurora.NewestLinkAsync(email);
    }

    private async Task<int> CountAsync(string email) =>
        (await _platform.MailsAsync()).Count(mail => mail.To == email && mail.Text.Contains("token=", StringComparison.Ordinal));
}
