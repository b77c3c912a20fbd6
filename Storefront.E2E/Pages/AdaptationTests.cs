using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;
using Storefront.E2E.Support;
using Storefront.Platform.Branding.Logos;

namespace Storefront.E2E.Pages;

/// <summary>Users' browser settings are respected: forced colours, reduced motion, 400 % zoom, few bytes.</summary>
[Collection(OnTheSite.Name)]
public sealed class AdaptationTests(Site site)
{
    private static readonly string[] Busiest = ["/account/details", "/account/sessions", "/account/delete"];

    // Controls that differ from the page only by their background. The system draws checkboxes and radio buttons.
    private const string WithoutEdge = """
        () => [...document.querySelectorAll('main button, main .button, main input:not([type=hidden], [type=checkbox], [type=radio]), main select')]
          .filter(control => control.checkVisibility() && control.getBoundingClientRect().width > 1)
          .filter(control => {
            const edge = getComputedStyle(control.closest('.password') ?? control);
            return edge.borderStyle === 'none' || parseFloat(edge.borderWidth) === 0;
          })
          .map(control => control.outerHTML.slice(0, 160))
        """;

    private const string Moving = """
        () => [...document.querySelectorAll('*')]
          .filter(element => getComputedStyle(element).transitionDuration.split(', ').some(time => parseFloat(time) > 0.01)
            || getComputedStyle(element).animationName !== 'none')
          .map(element => element.outerHTML.slice(0, 160))
        """;

    private const string FocusOutOfSight = """
        () => {
          const element = document.activeElement, place = element.getBoundingClientRect();
          const [x, y] = [place.left + Math.min(place.width, innerWidth) / 2, Math.min(place.top + place.height / 2, innerHeight - 1)];
          const top = document.elementFromPoint(Math.max(1, x), y);
          const isSeen = place.top < innerHeight && place.bottom > 0
            && top && (element.contains(top) || top.contains(element) || top.control === element);
          return isSeen ? null : element.outerHTML.slice(0, 160);
        }
        """;

    [Fact]
    public async Task With_forced_colours_every_control_keeps_its_edge_and_shows_the_focus()
    {
        await using var visitor = await site.VisitAsync(site.Aurora, new() { ForcedColors = ForcedColors.Active });
        await visitor.BecomeCustomerAsync("Jane");
        foreach (var page in Busiest)
        {
            await visitor.GoAsync(page);
            Assert.Empty(await visitor.Page.EvaluateAsync<string[]>(WithoutEdge));
            Assert.Empty(await Keyboard.CheckAsync(visitor.Page));
        }
    }

    [Fact]
    public async Task With_reduced_motion_nothing_is_animated()
    {
        await using var visitor = await site.VisitAsync(site.Birch, new() { ReducedMotion = ReducedMotion.Reduce });
        await visitor.BecomeCustomerAsync("Jane");
        foreach (var page in Busiest.Prepend("/account"))
        {
            await visitor.GoAsync(page);
            Assert.Empty(await visitor.Page.EvaluateAsync<string[]>(Moving));
        }
    }

    [Fact]
    public async Task Print_shows_the_shop_and_the_content_and_no_controls()
    {
        var email = DemoShop.NewEmail();
        await site.Circumstances.AddOrdersAsync(site.Birch, email, 1);
        await using var visitor = await site.VisitAsync(site.Birch);
        await visitor.AcceptAsync(await site.Birch.InviteAsync(email, "Jane"));
        var order = (await visitor.Page.Locator(".summary a").First.GetAttributeAsync("href"))!;
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var page in (string[])[.. Busiest, "/account", "/account/settings", "/account/export", order])
        {
            await visitor.GoAsync(page);
            Assert.Equal(0, await visitor.Page.Locator("form:visible, nav:visible, .back:visible, button:visible").CountAsync());
            Assert.True(await visitor.Page.Locator("h1").IsVisibleAsync());
            Assert.Equal(
                "exact", await visitor.Page.Locator(".brand .logo:visible").EvaluateAsync<string>("logo => getComputedStyle(logo).printColorAdjust"));
        }
    }

    [Fact]
    public async Task At_400_percent_zoom_the_focus_stays_in_the_window()
    {
        // A screen of 1280 by 1024 pixels, zoomed to 400 %.
        await using var visitor =
            await site.VisitAsync(site.Aurora, new() { ViewportSize = new() { Width = 320, Height = 256 }, DeviceScaleFactor = 4 });
        await visitor.BecomeCustomerAsync("Jane");
        foreach (var page in Busiest)
        {
            await visitor.GoAsync(page);
            Assert.True(await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 320, $"{page} scrolls sideways.");
            var controls = await visitor.Page.Locator("a[href]:visible, button:visible, input:visible:not(.unseen), select:visible, summary:visible")
                .CountAsync();
            for (var control = 0; control < controls; control++)
            {
                await visitor.Page.Keyboard.PressAsync("Tab");
                Assert.Null(await visitor.Page.EvaluateAsync<string?>(FocusOutOfSight));
            }
        }
    }

    // The heaviest allowed: random dots and lines, which hardly compress.
    public static TheoryData<string, byte[]?> Logos => new()
    {
        { "drawn", null },
        { "picture",
        PngFile.Write([.. Enumerable.Range(0, 242).SelectMany(piece => SHA256.HashData(BitConverter.GetBytes(piece))).Take(44 * 44 * 4)], 44) },
        {
            "drawing",
            Encoding.ASCII.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 999 333\"><path d=\"M0 0"
                + string.Concat(Enumerable.Range(0, 2000)
                    .Select(corner => BitConverter.ToUInt32(SHA256.HashData(BitConverter.GetBytes(corner))))
                    .Select(place => $"L{place % 999} {place / 999 % 333}"))
                + "\"/></svg>")
        },
    };

    [Theory, MemberData(nameof(Logos))]
    public async Task A_first_visit_takes_four_requests_and_twenty_kilobytes_with_any_logo(string logo, byte[]? file)
    {
        const int mostRequests = 4;
        const int mostBytes = 20 * 1024;
        var shop = site.Aurora;
        if (file is not null)
        {
            shop = new(logo, await site.Circumstances.AddShopAsync(logo, "en"), "en", shop.Address.Port);
            await site.Circumstances.BringLogoAsync(shop, file);
        }

        await using var visitor = await site.VisitAsync(shop);
        var link = await shop.InviteAsync(DemoShop.NewEmail(), "Jane");
        var wire = await Wire.ListenAsync(visitor.Page);

        await visitor.OpenAsync(link);
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.All(wire.Requests, request => Assert.Equal(shop.Address.Authority, new Uri(request).Authority));
        Assert.True(
            wire.Requests.Count <= mostRequests && wire.Bytes <= mostBytes,
            $"{wire.Bytes} bytes in {wire.Requests.Count} requests: {string.Join(", ", wire.Requests)}");
        Assert.Contains(
            "data:image/", await visitor.Page.Locator(".brand .logo").EvaluateAsync<string>("logo => getComputedStyle(logo).backgroundImage"),
            StringComparison.Ordinal);
        Assert.Equal(shop.FullName, await visitor.Page.Locator(".brand .home").EvaluateAsync<string>("home => home.textContent.trim()"));
    }
}
