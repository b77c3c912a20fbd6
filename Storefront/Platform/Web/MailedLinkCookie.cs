using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Storefront.Domain;
using Secret = Storefront.Platform.Tokens.Secret;

namespace Storefront.Platform.Web;

/// <summary>Carries a mailed link from the address bar into a cookie of this host and browser, so that it leaks by no history, log or referrer.</summary>
/// <remarks>Protected with the page and the merchant in the purpose; lives half an hour. Its nonce is what makes a repeat by the same
/// browser known.</remarks>
public sealed class MailedLinkCookie(IDataProtectionProvider protection, IEnumerable<MailedLinkPage> pages, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>Puts the link of a page into its cookie; the nonce is new unless the browser holds the same link already.</summary>
    public void Write(HttpContext context, Merchant merchant, string path, string? email, string? token)
    {
        var nonce = Read(context.Request, merchant, path) is { } held && held.Email == email && held.Token == token ? held.Nonce : Secret.New();
        var value = Protector(merchant, path).Protect(JsonSerializer.Serialize(new HeldLink(email, token, nonce, clock.GetUtcNow() + Lifetime)));
        context.Response.Cookies.Append(CookieOf(path), value, new()
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            IsEssential = true,
            MaxAge = Lifetime,
        });
    }

    /// <summary>The link of a page that this browser came with, or null: no cookie, another page's or shop's, or too old.</summary>
    public HeldLink? Read(HttpRequest request, Merchant merchant, string path)
    {
        if (request.Cookies[CookieOf(path)] is not { Length: > 0 } value)
        {
            return null;
        }

        try
        {
            var held = JsonSerializer.Deserialize<HeldLink>(Protector(merchant, path).Unprotect(value));
            return held?.ExpiresAt > clock.GetUtcNow() ? held : null;
        }
        catch (Exception problem) when (problem is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private string CookieOf(string path) => $"__Host-{pages.First(page => page.Path == path).Name}";

    private IDataProtector Protector(Merchant merchant, string path) => protection.CreateProtector("mailed link", path, $"merchant {merchant.Id}");
}

/// <summary>A mailed link as its browser holds it.</summary>
public sealed record HeldLink(string? Email, string? Token, string Nonce, DateTimeOffset ExpiresAt);
