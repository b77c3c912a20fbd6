using Microsoft.Playwright;

namespace Storefront.E2E.Pages;

/// <summary>Walks through a page with the Tab key: every control is reached, in reading order, and shows its focus.</summary>
internal static class Keyboard
{
    // Counts what the keyboard should reach, and records what it reaches and how that looks.
    private const string Listen = """
        () => {
          const reachable = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(element =>
            element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true })
            && !(element.type === 'radio' && !element.checked && document.querySelector(`input[type=radio][name="${element.name}"]:checked`)));
          window.keyboardWay = { reachable, visited: [], dim: [], positive: reachable.filter(element => element.tabIndex > 0).length };
          document.addEventListener('focusin', ({ target }) => {
            const size = target.getBoundingClientRect();
            const hasOutline = (element) => getComputedStyle(element).outlineStyle !== 'none'
              && parseFloat(getComputedStyle(element).outlineWidth) >= 2;
            window.keyboardWay.visited.push(target);
            // A password shows it around the field and its button together.
            const isSeen = (hasOutline(target) || target.matches('.password > input') && hasOutline(target.parentElement))
              && size.width > 1 && size.height > 1;
            if (!isSeen) window.keyboardWay.dim.push(target.outerHTML.slice(0, 160));
          });
          document.body.tabIndex = -1;
          document.body.focus();
          document.body.removeAttribute('tabindex');
          window.keyboardWay.visited = [];
          window.keyboardWay.dim = [];
          return reachable.length;
        }
        """;

    private const string Tell = """
        () => {
          const { reachable, visited, dim, positive } = window.keyboardWay;
          const problems = dim.map(html => `does not show that it has the focus: ${html}`);
          if (positive) problems.push('moves the tabulator out of the order of reading.');
          reachable.forEach((element, index) => {
            if (visited[index] !== element) problems.push(`the keyboard does not come to this in its turn: ${element.outerHTML.slice(0, 160)}`);
          });
          return problems.slice(0, 5);
        }
        """;

    public static async Task<IEnumerable<string>> CheckAsync(IPage page)
    {
        var stops = await page.EvaluateAsync<int>(Listen);
        for (var stop = 0; stop < stops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        return await page.EvaluateAsync<string[]>(Tell);
    }
}
