using Microsoft.Playwright;
using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>What every page owes everybody, in every state: WCAG 2.2 AA as far as a program can tell, in light and dark, on a phone and a desk;
/// no sideways scrolling; the whole way by keyboard with the focus in sight; one language; and a browser with nothing to complain about.</summary>
internal sealed class Inspection(Visitor visitor, DemoShop shop)
{
    private const int Phone = 320;
    private const int Desk = 1280;

    // How wide the page wants to be as it is, and after a change that is taken back.
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

    // All that is read out or read: the title, the page, and the names of what has no words.
    private const string Words = """
        () => [
          String(document.querySelectorAll('h1').length),
          document.title.trim(),
          [document.title, document.body.innerText, ...[...document.querySelectorAll('[aria-label], [alt], [title]')].flatMap(({ ariaLabel, alt, title }) => [ariaLabel, alt, title])].join('\n'),
        ]
        """;

    private readonly List<string> _problems = [];
    private IPage Page => visitor.Page;

    // Another shop, theme or width changes colours and words, not what a page is made of; only tables are cards on a phone.
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

    /// <summary>Looks at a mail: it is read on phones too, and in the recipient's language.</summary>
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
        // Without motion: a colour on its way from one theme to the other is none that anybody reads.
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

        // The gallery shows parts of pages, with the headings they have there.
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

    // Nothing is left of the English sentences that the texts are looked up by.
    private void CheckLanguage(string text) => _problems.AddRange(shop.Foreign
        .Where(word => text.Contains(word, StringComparison.Ordinal))
        .Select(word => $"says in English: {word}"));
}
