using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Antiforgery;
using Storefront.Platform.Callers;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;
using Storefront.Platform.Web.Forms;

namespace Storefront.Platform.Web.PageCache;

/// <summary>Draws a page that reads the same to every visitor without a session once for each shop and language, and hands out copies of it,
/// each with the visitor's own form token and values.</summary>
/// <remarks>A copy hangs on the merchant as it was read from its row, and goes with it: a change of the shop is seen as soon as everywhere else,
/// and no shop can be shown another's page. Nothing of the request takes part in the drawing but its exact path and the language: whoever has a
/// session, a query, or a form that came too late is drawn a page of their own (ADR 0020).</remarks>
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

    // Drawn with marks in place of the visitor's values, so that nothing of this visitor stays in the copy.
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

/// <summary>A page whose HTML is the same for every visitor without a session, but for the values it names.</summary>
public interface ICopiedPage
{
    /// <summary>The page's address, exactly as it is linked to.</summary>
    string Path { get; }

    /// <summary>What this visitor's copy says in the gaps, as text; null when this visitor needs a page of their own.</summary>
    ValueTask<IReadOnlyList<string>?> ReadValuesAsync(HttpContext context);

    /// <summary>Has the page drawn with the marks where the values belong.</summary>
    void Mark(HttpContext context, IReadOnlyList<string> marks);
}

/// <summary>A page without any value of its visitor.</summary>
public sealed record SamePage(string Path) : ICopiedPage
{
    private static readonly IReadOnlyList<string> Nothing = [];

    public ValueTask<IReadOnlyList<string>?> ReadValuesAsync(HttpContext context) => ValueTask.FromResult<IReadOnlyList<string>?>(Nothing);

    public void Mark(HttpContext context, IReadOnlyList<string> marks)
    {
        // No gaps, no marks.
    }
}
