using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Storefront.Platform.Links;
using Secret = Storefront.Platform.Tokens.Secret;

namespace Storefront.Platform.Web.Cookies;

/// <summary>Moves a mailed link from the address bar into a cookie of this host and browser, so that history, logs and Referer do not
/// contain it.</summary>
/// <remarks>It is encrypted, with page and merchant in the purpose, and valid for half an hour. Its nonce identifies a repeat by the same
/// browser. A second cookie holds a link that another site opened for another address, until the user has chosen.</remarks>
public sealed class MailedLinkCookie(IDataProtectionProvider protection, IEnumerable<MailedLinkPage> pages, TimeProvider clock)
{
    private const string Held = "mailed link";
    private const string Offered = "offered link";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private static readonly CookieOptions Options = new()
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
        MaxAge = Lifetime
    };

    /// <summary>Stores the link of a page in its cookie, with a new nonce unless the browser already holds the same link.</summary>
    public void Write(HttpContext context, Merchant merchant, string path, string? email, string? token)
    {
        var nonce = Read(context.Request, merchant, path) is { } held && held.Token == token ? held.Nonce : Secret.New();
        Append(context, merchant, path, Held, new(email, token, nonce, clock.GetUtcNow() + Lifetime));
    }

    /// <summary>Puts the link of a form back into its page's cookie, for as long as a newly opened one.</summary>
    public void Keep(HttpContext context, Merchant merchant, string path, HeldLink link) =>
        Append(context, merchant, path, Held, link with { ExpiresAt = clock.GetUtcNow() + Lifetime });

    /// <summary>The page's link that this browser holds, or null: no cookie, another page's or merchant's, or expired.</summary>
    public HeldLink? Read(HttpRequest request, Merchant merchant, string path) => Read(request, merchant, path, Held);

    /// <summary>Whether this browser sent an expired link of the page.</summary>
    public bool IsTooOld(HttpRequest request, Merchant merchant, string path) =>
        Unprotect(request, merchant, path, Held)?.ExpiresAt <= clock.GetUtcNow();

    /// <summary>Stores a second link beside the one that the browser holds, until the user has chosen.</summary>
    public void Offer(HttpContext context, Merchant merchant, string path, string? email, string? token) =>
        Append(context, merchant, path, Offered, new(email, token, Nonce: "", clock.GetUtcNow() + Lifetime));

    /// <summary>The link that awaits a choice, or null.</summary>
    public HeldLink? ReadOffered(HttpRequest request, Merchant merchant, string path) => Read(request, merchant, path, Offered);

    /// <summary>Removes the link that awaits a choice.</summary>
    public void ForgetOffered(HttpResponse response, string path) => response.Cookies.Delete(NameOf(path, Offered), new(Options) { MaxAge = null });

    private void Append(HttpContext context, Merchant merchant, string path, string purpose, HeldLink link) =>
        context.Response.Cookies.Append(NameOf(path, purpose), Protector(merchant, path, purpose).Protect(JsonSerializer.Serialize(link)), Options);

    private HeldLink? Read(HttpRequest request, Merchant merchant, string path, string purpose) =>
        Unprotect(request, merchant, path, purpose) is { } link && link.ExpiresAt > clock.GetUtcNow() ? link : null;

    private HeldLink? Unprotect(HttpRequest request, Merchant merchant, string path, string purpose)
    {
        if (request.Cookies[NameOf(path, purpose)] is not { Length: > 0 } value)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<HeldLink>(Protector(merchant, path, purpose).Unprotect(value));
        }
        catch (Exception problem) when (problem is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private string NameOf(string path, string purpose) =>
        $"__Host-{pages.First(page => page.Path == path).Name}{(purpose == Held ? "" : "-offered")}";

    private IDataProtector Protector(Merchant merchant, string path, string purpose) =>
        protection.CreateProtector(purpose, path, $"merchant {merchant.Id}");
}

/// <summary>A mailed link as the browser's cookie holds it.</summary>
/// <param name="Email">The address of an older link.</param>
/// <param name="Token">The secret, as it arrived.</param>
/// <param name="Nonce">The browser's nonce.</param>
/// <param name="ExpiresAt">When the cookie expires.</param>
public sealed record HeldLink(string? Email, string? Token, string Nonce, DateTimeOffset ExpiresAt);
