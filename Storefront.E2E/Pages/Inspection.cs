using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>What every page owes everybody, in every state: WCAG 2.2 AA as far as a program can tell, in light and dark, on a phone and a desk;
/// no sideways scrolling; the whole way by keyboard with the focus in sight; one language; and a browser with nothing to complain about.</summary>
internal sealed class Inspection(Visitor visitor, DemoShop shop)
{
    // Another shop, theme or width changes colours and words, not what a page is made of; only tables are cards on a phone.
    private static readonly AxeRunOptions Everything = new() { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice") };
    private static readonly AxeRunOptions Contrast = new() { RunOnly = RunOnlyOptions.Rules("color-contrast") };

    private const int Phone = 320;
    private const int Desk = 1280;

    private readonly List<string> _problems = [];
    private IPage Page => visitor.Page;
    private bool IsFirstShop => shop.Name == "aurora";
    private bool HasColoursOfItsOwn => shop.Name is "aurora" or "birch";

    /// <summary>Looks at the page that is open; what is wrong comes back in words.</summary>
    public async Task<IEnumerable<string>> RunAsync(string stop)
    {
        if (Camera.IsWanted)
        {
            await Camera.TakeAsync(Page, shop.Name, stop);
            return [];
        }

        await ShowAsync(ColorScheme.Light, Phone);
        await CheckWidthAsync(Phone, "");
        await ScanAsync("light, on a phone", IsFirstShop);
        await CheckWidthAsync(Phone, " right to left", "document.documentElement.dir = 'rtl'", "document.documentElement.dir = 'ltr'");
        if (IsFirstShop)
        {
            _problems.AddRange(await Keyboard.CheckAsync(Page));
        }

        await ShowAsync(ColorScheme.Dark, Desk);
        await CheckWidthAsync(Desk, "");
        await CheckWidthAsync(Desk, " with text of twice the size", "document.documentElement.style.fontSize = '200%'", "document.documentElement.style.fontSize = ''");
        await ScanAsync("dark, on a desk", IsFirstShop && await Page.Locator("table").CountAsync() > 0);
        await CheckWordsAsync();
        return [.. _problems.Concat(visitor.TakeComplaints()).Select(problem => $"{stop}: {problem}")];
    }

    /// <summary>Looks at a mail: it is read on phones too, and in the recipient's language.</summary>
    public async Task<IEnumerable<string>> ReadMailAsync(string mail)
    {
        if (Camera.IsWanted)
        {
            await Camera.TakeAsync(Page, shop.Name, mail);
            return [];
        }

        await ShowAsync(ColorScheme.Light, Phone);
        await CheckWidthAsync(Phone, "");
        CheckLanguage(await Page.Locator("body").InnerTextAsync());
        return [.. _problems.Select(problem => $"{mail}: {problem}")];
    }

    private async Task ShowAsync(ColorScheme theme, int width)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = theme });
        await Page.SetViewportSizeAsync(width, 800);
        await Page.WaitForFunctionAsync($"innerWidth === {width}");
    }

    private async Task CheckWidthAsync(int width, string how, string change = "0", string undo = "0")
    {
        var needed = await Page.EvaluateAsync<int>($"{{ {change}; const needed = document.documentElement.scrollWidth; {undo}; needed }}");
        if (needed > width)
        {
            _problems.Add($"scrolls sideways at {width} pixels{how}: it needs {needed}.");
        }
    }

    private async Task ScanAsync(string how, bool inFull)
    {
        if (!HasColoursOfItsOwn)
        {
            return;
        }

        var found = await Page.RunAxe(inFull ? Everything : Contrast);
        _problems.AddRange(found.Violations.Select(violation => $"{how}: {violation.Id}, {violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
    }

    private async Task CheckWordsAsync()
    {
        // The gallery shows parts of pages, with the headings they have there.
        if (await Page.Locator("h1").CountAsync() != 1 && visitor.Path != "/_dev/gallery")
        {
            _problems.Add("has no heading of its own, or several.");
        }

        if (string.IsNullOrWhiteSpace(await Page.TitleAsync()))
        {
            _problems.Add("has no title.");
        }

        CheckLanguage(await visitor.TextAsync());
    }

    // Nothing is left of the English sentences that the texts are looked up by.
    private void CheckLanguage(string text) => _problems.AddRange(DemoShop.Words(shop.Language)
        .Where(word => word.Key != word.Value && word.Key.Contains(' ', StringComparison.Ordinal) && text.Contains(word.Key, StringComparison.Ordinal))
        .Select(word => $"says in English: {word.Key}"));
}
