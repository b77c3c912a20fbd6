using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Antiforgery;
using Storefront.Platform.Callers;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;
using Storefront.Platform.Web.Forms;

namespace Storefront.Platform.Web.PageCache;

/// <summary>Renders a page that is equal for all visitors without a session once per merchant and language, and serves copies with each
/// visitor's own form token and values.</summary>
/// <remarks>The copy belongs to the loaded merchant object and disappears with it, so a change of the merchant is seen as fast as
/// everywhere, and no merchant can be served another's page. Only the exact path and the language take part in the rendering. A request
/// with a session, a query, or an expired form is rendered individually (ADR 0020).</remarks>
public sealed class PageCacheMiddleware(RequestDelegate next, IAntiforgery antiforgery, IEnumerable<ICopiedPage> pages)
{
    private readonly Dictionary<string, ICopiedPage> _pages = pages.ToDictionary(page => page.Path, StringComparer.Ordinal);
    private readonly ConditionalWeakTable<Merchant, ConcurrentDictionary<(string Path, string Language), CachedPage>> _copies = [];

    public async Task InvokeAsync(HttpContext context, CurrentMerchant tenant)
    {
        if (Find(context, tenant) is not { } page || await page.ReadValuesAsync(context) is not { } values)
        {
            await next(context);
            return;
        }

        var copies = _copies.GetOrCreateValue(tenant.Merchant);
        var token = antiforgery.GetAndStoreTokens(context).RequestToken!;
        var key = (page.Path, CultureInfo.CurrentUICulture.Name);
        if (!copies.TryGetValue(key, out var copy))
        {
            copies[key] = copy = await DrawAsync(context, page, token, values.Count);
        }

        var html = copy.Fill([token, .. values]);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = html.Length;
        await context.Response.Body.WriteAsync(html, context.RequestAborted);
    }

    private ICopiedPage? Find(HttpContext context, CurrentMerchant tenant) =>
        tenant.IsSet && HttpMethods.IsGet(context.Request.Method)
        && _pages.TryGetValue(context.Request.PathBase + context.Request.Path, out var page) && !context.Request.QueryString.HasValue
        && context.Features.Get<Caller>() is { Customer: null } && context.Features.Get<StaleForm>() is null
            ? page : null;

    // Rendered with placeholders instead of values, so that the copy contains nothing of this visitor.
    private async Task<CachedPage> DrawAsync(HttpContext context, ICopiedPage page, string token, int values)
    {
        string[] marks = [.. Enumerable.Range(0, values).Select(_ => Secret.New())];
        page.Mark(context, marks);
        var body = context.Response.Body;
        using var drawn = new MemoryStream();
        context.Response.Body = drawn;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        return context.Response.StatusCode == StatusCodes.Status200OK ? CachedPage.Of(drawn.ToArray(), [token, .. marks])
            : throw new InvalidOperationException($"The page {page.Path} is copied, but answered {context.Response.StatusCode}.");
    }
}

/// <summary>A page whose HTML is equal for every visitor without a session, except for the values it names.</summary>
public interface ICopiedPage
{
    /// <summary>The page's exact address.</summary>
    string Path { get; }

    /// <summary>This visitor's values for the gaps, as text; null when this visitor needs an individual page.</summary>
    ValueTask<IReadOnlyList<string>?> ReadValuesAsync(HttpContext context);

    /// <summary>Makes the page render the placeholders in place of its values.</summary>
    void Mark(HttpContext context, IReadOnlyList<string> marks);
}

/// <summary>A page without visitor values.</summary>
public sealed record SamePage(string Path) : ICopiedPage
{
    private static readonly IReadOnlyList<string> Nothing = [];

    public ValueTask<IReadOnlyList<string>?> ReadValuesAsync(HttpContext context) => ValueTask.FromResult<IReadOnlyList<string>?>(Nothing);

    public void Mark(HttpContext context, IReadOnlyList<string> marks)
    {
        // No gaps, no placeholders.
    }
}
