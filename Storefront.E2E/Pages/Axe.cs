using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Storefront.E2E.Pages;

/// <summary>Runs axe inside the page. That takes a tenth of the time of its second page, which merges the results of frames; no page here
/// has frames.</summary>
internal static class Axe
{
    /// <summary>WCAG 2.2 AA and axe's further recommendations, as far as a program can check them.</summary>
    public static readonly object Everything = new
    {
        type = "tag",
        values = new[] { "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice" }
    };

    /// <summary>The rules that depend on colours.</summary>
    public static readonly object Contrast = new { type = "rule", values = new[] { "color-contrast" } };

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    // Contrast that axe cannot determine counts as a problem, because its background is unknown. A single character is exempt: axe only
    // says that it is no text. A run without any result did not look.
    private const string Look = """
        async ({ runOnly, countsUnsure }) => {
          if (document.querySelector('iframe, frame')) throw new Error('There is a frame that is not looked into.');
          const { violations, incomplete, passes } = await axe.run(document, { runOnly, resultTypes: ['violations', 'incomplete'] });
          const isText = ({ any }) => !any.some(({ data }) => data?.messageKey === 'shortTextContent' || data?.messageKey === 'nonBmp');
          const unsure = incomplete.filter(({ id }) => id === 'color-contrast')
            .map((rule) => ({ ...rule, nodes: rule.nodes.filter(isText) })).filter(({ nodes }) => nodes.length > 0);
          if (violations.length + incomplete.length + passes.length === 0) throw new Error('Nothing was looked at.');
          return violations.concat(countsUnsure ? unsure : [])
            .map(({ id, help, nodes }) => `${id}, ${help}: ${nodes.map(({ html }) => html).join(', ')}`);
        }
        """;

    /// <param name="page">The page as it is.</param>
    /// <param name="rules">Which rules.</param>
    /// <param name="countsUnsure">Whether contrast that cannot be determined counts: not where charts, scrolled tables and the borders of a
    /// library's fields lie over one another.</param>
    public static async Task<IEnumerable<string>> LookAsync(IPage page, object rules, bool countsUnsure = true)
    {
        if (await page.EvaluateAsync<bool>("typeof axe === 'undefined'"))
        {
            await page.EvaluateAsync(Script);
        }

        return await page.EvaluateAsync<string[]>(Look, new { runOnly = rules, countsUnsure });
    }
}
