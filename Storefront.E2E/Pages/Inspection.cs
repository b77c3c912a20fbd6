using Microsoft.Playwright;
using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>The requirements of every page in every state: WCAG 2.2 AA as far as a program can check it, in light and dark, on a phone and
/// a desktop; no horizontal scrolling; keyboard operation with visible focus; one language; no browser errors.</summary>
internal sealed class Inspection(Visitor visitor, DemoShop shop)
{
    private const int Phone = 320;
    private const int Desk = 1280;

    // The width that the page needs, as it is and after a temporary change.
    private const string WidthsNeeded = """
        ([direction, size]) => {
          const root = document.documentElement, { dir, scrollWidth } = root;
          if (direction) root.dir = direction;
          root.style.fontSize = size;
          const changed = root.scrollWidth;
          root.dir = dir;
          root.style.fontSize = '';
          return [scrollWidth, changed];
        }
        """;

    // Everything that is read: the title, the page, and the accessible names of elements without text.
    private const string Words = """
        () => [
          String(document.querySelectorAll('h1').length),
          document.title.trim(),
          [document.title, document.body.innerText, ...[...document.querySelectorAll('[aria-label], [alt], [title]')]
            .flatMap(({ ariaLabel, alt, title }) => [ariaLabel, alt, title])].join('\n'),
        ]
        """;

    private readonly List<string> _problems = [];
    private IPage Page => visitor.Page;

    // Another merchant, theme or width changes colours and texts, not the structure; only tables become cards on a phone.
    private bool IsFirstShop => shop.Name == "aurora";
    private bool HasColoursOfItsOwn => shop.Name is "aurora" or "birch";

    /// <summary>Inspects the open page and returns its problems as text.</summary>
    public async Task<IEnumerable<string>> RunAsync(string stop)
    {
        if (Camera.IsWanted)
        {
            await Camera.TakeAsync(Page, shop.Name, stop);
            return [];
        }

        await ShowAsync(ColorScheme.Light, Phone);
        await CheckWidthsAsync(Phone, " right to left", direction: "rtl");
        await ScanAsync("light, on a phone", IsFirstShop);
        if (IsFirstShop)
        {
            _problems.AddRange(await Keyboard.CheckAsync(Page));
        }

        await ShowAsync(ColorScheme.Dark, Desk);
        await CheckWidthsAsync(Desk, " with text of twice the size", size: "200%");
        await ScanAsync("dark, on a desk", IsFirstShop && await Page.Locator("table").CountAsync() > 0);
        await CheckWordsAsync();
        return [.. _problems.Concat(visitor.TakeComplaints()).Select(problem => $"{stop}: {problem}")];
    }

    /// <summary>Inspects a mail: it is read on phones too, and in the recipient's language.</summary>
    public async Task<IEnumerable<string>> ReadMailAsync(string mail)
    {
        if (Camera.IsWanted)
        {
            await Camera.TakeAsync(Page, shop.Name, mail);
            return [];
        }

        await ShowAsync(ColorScheme.Light, Phone);
        await CheckWidthsAsync(Phone, " right to left", direction: "rtl");
        CheckLanguage((await Page.EvaluateAsync<string[]>(Words))[2]);
        return [.. _problems.Select(problem => $"{mail}: {problem}")];
    }

    private async Task ShowAsync(ColorScheme theme, int width)
    {
        // Without animation: a colour halfway between two themes is never read.
        await Page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
        await Page.SetViewportSizeAsync(width, 800);
        await Page.WaitForFunctionAsync($"innerWidth === {width}");
    }

    private async Task CheckWidthsAsync(int width, string how, string direction = "", string size = "")
    {
        var needed = await Page.EvaluateAsync<int[]>(WidthsNeeded, new[] { direction, size });
        _problems.AddRange(needed.Zip(["", how]).Where(page => page.First > width)
            .Select(page => $"scrolls sideways at {width} pixels{page.Second}: it needs {page.First}."));
    }

    private async Task ScanAsync(string how, bool inFull)
    {
        if (HasColoursOfItsOwn)
        {
            _problems.AddRange((await Axe.LookAsync(Page, inFull ? Axe.Everything : Axe.Contrast)).Select(problem => $"{how}: {problem}"));
        }
    }

    private async Task CheckWordsAsync()
    {
        if (await Page.EvaluateAsync<string[]>(Words) is not [var headings, var title, var text])
        {
            throw new InvalidOperationException("The page says nothing.");
        }

        // The gallery shows components with the headings they have on their pages.
        if (headings != "1" && visitor.Path != "/_dev/gallery")
        {
            _problems.Add("has no heading of its own, or several.");
        }

        if (title.Length == 0)
        {
            _problems.Add("has no title.");
        }

        CheckLanguage(text);
    }

    // No English key of a translated sentence is left.
    private void CheckLanguage(string text) => _problems.AddRange(shop.Foreign
        .Where(word => text.Contains(word, StringComparison.Ordinal))
        .Select(word => $"says in English: {word}"));
}
