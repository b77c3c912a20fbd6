using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Storefront.Domain;
using Secret = Storefront.Platform.Tokens.Secret;

namespace Storefront.Features.Invitations;

/// <summary>Carries a mailed link from the address bar into a cookie of this host and browser, so that it leaks by no history, log or referrer.</summary>
/// <remarks>Protected with the merchant in the purpose; lives half an hour. Its nonce is what makes a repeat by the same browser known.</remarks>
public sealed class InvitationCookie(IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Name = "__Host-invitation";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>Puts the link into the cookie; the nonce is new unless the browser holds the same link already.</summary>
    public void Write(HttpContext context, Merchant merchant, string? email, string? token)
    {
        var nonce = Read(context.Request, merchant) is { } held && held.Email == email && held.Token == token ? held.Nonce : Secret.New();
        var value = Protector(merchant).Protect(JsonSerializer.Serialize(new HeldInvitation(email, token, nonce, clock.GetUtcNow() + Lifetime)));
        context.Response.Cookies.Append(Name, value, new()
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            IsEssential = true,
            MaxAge = Lifetime,
        });
    }

    /// <summary>The link this browser came with, or null: no cookie, another shop's, or too old.</summary>
    public HeldInvitation? Read(HttpRequest request, Merchant merchant)
    {
        if (request.Cookies[Name] is not { Length: > 0 } value)
        {
            return null;
        }

        try
        {
            var held = JsonSerializer.Deserialize<HeldInvitation>(Protector(merchant).Unprotect(value));
            return held?.ExpiresAt > clock.GetUtcNow() ? held : null;
        }
        catch (Exception problem) when (problem is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private IDataProtector Protector(Merchant merchant) => protection.CreateProtector("invitation cookie", $"merchant {merchant.Id}");
}

/// <summary>A mailed link as its browser holds it.</summary>
public sealed record HeldInvitation(string? Email, string? Token, string Nonce, DateTimeOffset ExpiresAt);
