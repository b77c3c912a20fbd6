using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Storefront.E2E.Support;
using Storefront.Platform.Texts;

namespace Storefront.E2E.Pages;

/// <summary>What every page owes everybody, in light and dark: WCAG 2.2 AA as far as a program can tell, no sideways scrolling on the
/// smallest phone, the shop's language, and a browser with nothing to complain about.</summary>
[Collection(OnTheSite.Name)]
public sealed class ScreenTests(Site site)
{
    // The dark theme and the other shop change colours, not what a page is made of.
    private static readonly AxeRunOptions Everything = new() { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice") };
    private static readonly AxeRunOptions Contrast = new() { RunOnly = RunOnlyOptions.Rules("color-contrast") };

    private static readonly string[] EnglishSentences = [.. new ResourceManager(typeof(Sentences)).GetResourceSet(CultureInfo.GetCultureInfo("nl"), true, false)!
        .Cast<DictionaryEntry>().Select(entry => (string)entry.Key).Where(sentence => sentence.Contains(' ', StringComparison.Ordinal))];

    private const int Phone = 320;
    private const int Desk = 1280;

    public static IEnumerable<object[]> Screens => Screen.All.SelectMany(screen => new[] { new object[] { screen.Name, "aurora" }, [screen.Name, "birch"] });

    [Theory, MemberData(nameof(Screens))]
    public async Task A_page_can_be_read_and_used_by_everybody(string name, string host)
    {
        var shop = host == "aurora" ? site.Aurora : site.Birch;
        await using var visitor = await site.VisitAsync(shop);
        var screen = Screen.All.First(screen => screen.Name == name);
        await screen.ShowAsync(visitor, shop, site);
        Assert.Matches("^" + Regex.Escape(screen.Path).Replace(@"\*", "[0-9a-f-]+", StringComparison.Ordinal) + "$", visitor.Path);

        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = theme });
            foreach (var width in new[] { Phone, Desk })
            {
                await visitor.Page.SetViewportSizeAsync(width, 800);
                await visitor.Page.WaitForFunctionAsync($"innerWidth === {width}");
                await AssertFitsAsync(visitor.Page, width, name);
                await PictureAsync(visitor.Page, $"{host}-{name}-{width}-{theme}".ToLowerInvariant());
            }

            await visitor.Page.SetViewportSizeAsync(Phone, 800);
            var found = await visitor.Page.RunAxe(theme == ColorScheme.Light && shop == site.Aurora ? Everything : Contrast);
            Assert.Empty(found.Violations.Select(violation => $"{theme}: {violation.Id}, {violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
        }

        await visitor.Page.EvaluateAsync("document.documentElement.dir = 'rtl'");
        await AssertFitsAsync(visitor.Page, Phone, $"{name}, right to left,");
        AssertOneLanguage(shop, await visitor.TextAsync());
        visitor.AssertSilent();
    }

    private static async Task AssertFitsAsync(IPage page, int width, string name) =>
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{name} scrolls sideways at {width} pixels.");

    // At the Dutch shop nothing is left of the English sentences that the texts are looked up by.
    private void AssertOneLanguage(DemoShop shop, string text)
    {
        if (shop == site.Birch)
        {
            Assert.DoesNotContain(EnglishSentences, sentence => text.Contains(sentence, StringComparison.Ordinal));
        }
    }

    // SCREENSHOTS=1 leaves a picture of every page in artifacts/screenshots, to be looked at by a person.
    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") == "1")
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(RepositoryRoot(), "artifacts", "screenshots", name + ".png"), FullPage = true });
        }
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Storefront.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
