using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Storefront.E2E.Support;

/// <summary>A person with a browser at one merchant.</summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>A password that every rule accepts.</summary>
    public const string GoodPassword = "violet kettle marmot drums";

    /// <summary>Another such password.</summary>
    public const string OtherPassword = "copper lantern walrus choir";

    /// <summary>The user agent of the same person's other device.</summary>
    public const string Phone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

    // A busy machine is slow, not wrong.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DemoShop _shop;
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    internal Visitor(DemoShop shop, IBrowserContext context, IPage page)
    {
        (_shop, _context, Page) = (shop, context, page);
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        page.Console += (_, message) => Note(message);
        page.PageError += (_, problem) => _complaints.Add(problem);
    }

    public IPage Page { get; }

    public string Path => new Uri(Page.Url).PathAndQuery;

    /// <summary>The same browser in another tab; closing it closes the browser.</summary>
    public async Task<Visitor> OpenTabAsync() => new(_shop, _context, await _context.NewPageAsync());

    public Task<IResponse?> GoAsync(string path) => Page.GotoAsync(new Uri(_shop.Address, path).AbsoluteUri);

    public Task<IResponse?> OpenAsync(Uri link) => Page.GotoAsync(link.AbsoluteUri);

    public Task<string?> LanguageAsync() => Page.Locator("html").GetAttributeAsync("lang");

    public Task<string> HeadingAsync() => WordsAsync("h1");

    /// <summary>The page's whole text.</summary>
    public Task<string> TextAsync() => WordsAsync("main");

    // Pages write the hyphen of "e-mail" as one at which no line breaks.
    private async Task<string> WordsAsync(string selector) => (await Page.Locator(selector).InnerTextAsync()).Replace('\u2011', '-');

    /// <summary>Fails unless the page moves the focus there. The browser does so when it paints, which may be after the load
    /// event.</summary>
    public Task AssertFocusedAsync(string selector) => Assertions.Expect(Page.Locator(selector)).ToBeFocusedAsync();

    /// <summary>Fails unless the page opened at its error summary, which links to this field, and the field shows the problem
    /// too.</summary>
    public async Task AssertToldAboutAsync(string field)
    {
        await AssertFocusedAsync(".alert");
        Assert.Equal($"#{field}", await Page.Locator(".alert a").First.GetAttributeAsync("href"));
        Assert.True(await Page.Locator($"#{field}-problem").IsVisibleAsync());
    }

    /// <summary>Follows the first link whose accessible name begins with these words, on the page or in the account's navigation; a tile's
    /// name is longer than its title.</summary>
    public Task FollowAsync(string link) =>
        LeaveByAsync(Page.Locator("main, .rail").GetByRole(AriaRole.Link, new() { NameRegex = new("^" + Regex.Escape(link)) }).First);

    public Task PressAsync(string button) => LeaveByAsync(Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));

    /// <summary>Clicks a link to another page and waits for that page; a click alone does not wait.</summary>
    public Task LeaveByAsync(ILocator door) => LeaveByAsync(() => door.ClickAsync());

    /// <summary>Does something that leads to another page and waits for that page.</summary>
    public async Task LeaveByAsync(Func<Task> leave)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Arrive(object? sender, IPage page) => arrived.TrySetResult();
        Page.Load += Arrive;
        try
        {
            await leave();
            await arrived.Task.WaitAsync(Patience);
        }
        finally
        {
            Page.Load -= Arrive;
        }
    }

    /// <summary>Clicks a download link.</summary>
    public async Task<(string Name, string Text)> DownloadAsync(ILocator link)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        return (download.SuggestedFilename, await File.ReadAllTextAsync(await download.PathAsync()));
    }

    /// <summary>Chooses a language in the footer.</summary>
    public Task SpeakAsync(string language) =>
        LeaveByAsync(Page.Locator("form.languages").GetByRole(AriaRole.Button, new() { Name = language, Exact = true }));

    /// <summary>Moves to an element with the Tab key; fails when the keyboard does not reach it.</summary>
    public async Task TabToAsync(string selector)
    {
        const int farEnough = 30;
        for (var presses = 0; presses < farEnough; presses++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.Locator(selector).EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"The keyboard does not reach {selector}.");
    }

    /// <summary>Fills in fields by their ids.</summary>
    public async Task FillAsync(params (string Field, string Value)[] fields)
    {
        foreach (var (field, value) in fields)
        {
            await Page.Locator($"#{field}").FillAsync(value);
        }
    }

    /// <summary>Fills in fields by their ids and sends the page's only form.</summary>
    public async Task SendAsync(params (string Field, string Value)[] fields)
    {
        await FillAsync(fields);
        await LeaveByAsync(Page.Locator("main form button[type=submit]"));
    }

    /// <summary>Sends the form of a field, on a page with several forms.</summary>
    public Task SubmitAsync(string field) => LeaveByAsync(Page.Locator($"main form:has(#{field}) button[type=submit]"));

    /// <summary>The value of a field.</summary>
    public Task<string> ValueAsync(string field) => Page.Locator($"#{field}").InputValueAsync();

    /// <summary>Opens an invitation's link and accepts it; ends signed in on the account page.</summary>
    public async Task AcceptAsync(Uri link, string password = GoodPassword)
    {
        await OpenAsync(link);
        await SendAsync(("password", password), ("passwordconfirmation", password));
        Assert.Equal("/account", Path);
    }

    /// <summary>A customer who was invited, accepted and is signed in here.</summary>
    public async Task<string> BecomeCustomerAsync(string? firstname = null, string? lastname = null)
    {
        var email = DemoShop.NewEmail();
        await AcceptAsync(await _shop.InviteAsync(email, firstname, lastname));
        return email;
    }

    public async Task SignInAsync(string email, string password = GoodPassword)
    {
        await GoAsync("/account/sign-in");
        await SendAsync(("email", email), ("password", password));
    }

    /// <summary>Registers without an invitation.</summary>
    public async Task RegisterAsync(string email)
    {
        await GoAsync("/account/register");
        await SendAsync(("email", email), ("password", GoodPassword), ("passwordconfirmation", GoodPassword));
    }

    /// <summary>The browser's errors since the last call: script errors, missing files, content policy violations.</summary>
    public IReadOnlyList<string> TakeComplaints()
    {
        string[] complaints = [.. _complaints];
        _complaints.Clear();
        return complaints;
    }

    /// <summary>Fails when the browser reported an error.</summary>
    public void AssertSilent() => Assert.Empty(TakeComplaints());

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    // The browser reports a page with a 4xx status as a failed load of itself; such pages are expected.
    private void Note(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning"
            && !(message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
                && message.Location.StartsWith(Page.Url, StringComparison.Ordinal)))
        {
            _complaints.Add($"{message.Text} ({message.Location})");
        }
    }
}
