using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Storefront.E2E.Support;

/// <summary>A person with a browser of their own at one shop.</summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>A password every rule accepts.</summary>
    public const string GoodPassword = "violet kettle marmot drums";

    /// <summary>Another one.</summary>
    public const string OtherPassword = "copper lantern walrus choir";

    /// <summary>What another device of the same person says it is.</summary>
    public const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

    // A busy machine is slow and not wrong.
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

    public Task<string> HeadingAsync() => Page.Locator("h1").InnerTextAsync();

    /// <summary>All that the page says.</summary>
    public Task<string> TextAsync() => Page.Locator("main").InnerTextAsync();

    /// <summary>Fails unless the page puts the cursor there; the browser does so when it paints, which may come after the page has loaded.</summary>
    public Task AssertFocusedAsync(string selector) => Assertions.Expect(Page.Locator(selector)).ToBeFocusedAsync();

    /// <summary>Fails unless the page opened in its summary of what is wrong, which leads to this field, which says it too.</summary>
    public async Task AssertToldAboutAsync(string field)
    {
        await AssertFocusedAsync(".alert");
        Assert.Equal($"#{field}", await Page.Locator(".alert a").First.GetAttributeAsync("href"));
        Assert.True(await Page.Locator($"#{field}-problem").IsVisibleAsync());
    }

    /// <summary>Follows the first link whose name begins with these words; a tile says more than its title.</summary>
    public Task FollowAsync(string link) => LeaveByAsync(Page.Locator("main").GetByRole(AriaRole.Link, new() { NameRegex = new("^" + Regex.Escape(link)) }).First);

    public Task PressAsync(string button) => LeaveByAsync(Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));

    /// <summary>Clicks what leads to another page, and waits until that one is there: a click alone does not wait.</summary>
    public async Task LeaveByAsync(ILocator door)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Arrive(object? sender, IPage page) => arrived.TrySetResult();
        Page.Load += Arrive;
        try
        {
            await door.ClickAsync();
            await arrived.Task.WaitAsync(Patience);
        }
        finally
        {
            Page.Load -= Arrive;
        }
    }

    /// <summary>Clicks what downloads a file.</summary>
    public async Task<(string Name, string Text)> DownloadAsync(ILocator link)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        return (download.SuggestedFilename, await File.ReadAllTextAsync(await download.PathAsync()));
    }

    /// <summary>Chooses one of the languages at the foot of every page.</summary>
    public Task SpeakAsync(string language) => LeaveByAsync(Page.Locator("form.languages").GetByRole(AriaRole.Button, new() { Name = language, Exact = true }));

    /// <summary>Goes by the tabulator to an element; fails when the keyboard does not reach it.</summary>
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

    /// <summary>Sends the form that a field stands in, on a page that has several.</summary>
    public Task SubmitAsync(string field) => LeaveByAsync(Page.Locator($"main form:has(#{field}) button[type=submit]"));

    /// <summary>What is typed or stored in a field.</summary>
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

    /// <summary>Opens an account without an invitation.</summary>
    public async Task RegisterAsync(string email)
    {
        await GoAsync("/account/register");
        await SendAsync(("email", email), ("password", GoodPassword), ("passwordconfirmation", GoodPassword));
    }

    /// <summary>What the browser complained about since the last time: an error in script, a missing file, anything the content policy refused.</summary>
    public IReadOnlyList<string> TakeComplaints()
    {
        string[] complaints = [.. _complaints];
        _complaints.Clear();
        return complaints;
    }

    /// <summary>Fails when the browser complained.</summary>
    public void AssertSilent() => Assert.Empty(TakeComplaints());

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    // A page that answers 4xx is reported by the browser as a failed load of itself; that is what such a page is for.
    private void Note(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning" && !(message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && message.Location.StartsWith(Page.Url, StringComparison.Ordinal)))
        {
            _complaints.Add($"{message.Text} ({message.Location})");
        }
    }
}
