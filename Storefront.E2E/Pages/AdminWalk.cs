using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>A staff member's tour through screens of the admin. Every stop is inspected in light and dark and at three widths.</summary>
internal sealed partial class AdminWalk(Site site, Visitor visitor)
{
    public const string OwnersPassword = "demo-owner-password";

    private static readonly int[] Widths = [390, 1024, 1280];

    // The drawer and the table change their form some frames after the window.
    private static readonly TimeSpan Settles = TimeSpan.FromMilliseconds(300);
    private readonly List<string> _problems = [];

    public Site Site => site;

    public IPage Page => visitor.Page;

    /// <summary>The problems, stop by stop.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public async Task OpenAsync(string address)
    {
        await visitor.OpenAsync(new(site.At("localhost"), address));
        await Page.Locator("h1").First.WaitForAsync();
    }

    /// <summary>Signs in with the password of the demo's owners; ends where the admin leads.</summary>
    public async Task SignInAsync(string email, string password = OwnersPassword)
    {
        await OpenAsync("/admin/sign-in");
        await visitor.SendAsync(("email", email), ("password", password));
        await Page.Locator("h1").First.WaitForAsync();
    }

    /// <summary>Opens an address and inspects the screen.</summary>
    public async Task StopAsync(string name, string route, string address)
    {
        await OpenAsync(address);
        await StopAsync(name, route);
    }

    /// <summary>Inspects the current screen, which must have this route.</summary>
    public async Task StopAsync(string name, string route)
    {
        await Page.WaitForURLAsync(new Regex(Parameter().Replace(route, "[^/?]+") + @"(\?|$)"));
        if (Camera.IsWanted)
        {
            await Camera.TakeAsync(Page, "admin", name, Widths, Settles);
            return;
        }

        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
            foreach (var width in Widths)
            {
                await InspectAsync(name, theme, width);
            }
        }

        if (await Page.Locator("h1").CountAsync() != 1 || (await Page.TitleAsync()).Length == 0)
        {
            _problems.Add($"{name}: has no title, or not one heading.");
        }

        _problems.AddRange(visitor.TakeComplaints().Select(problem => $"{name}: {problem}"));
    }

    private async Task InspectAsync(string name, ColorScheme theme, int width)
    {
        await Page.SetViewportSizeAsync(width, 900);
        await Page.WaitForFunctionAsync($"innerWidth === {width}");

        await Task.Delay(Settles);
        var needed = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (needed > width)
        {
            _problems.Add($"{name}: scrolls sideways at {width} pixels: it needs {needed}.");
        }

        if (width != 1024)
        {
            var found = await Axe.LookAsync(Page, Axe.Everything, countsUnsure: false);
            _problems.AddRange(found.Select(problem => $"{name}, {theme} at {width}: {problem}"));
        }
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
