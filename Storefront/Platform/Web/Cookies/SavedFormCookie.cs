using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Storefront.Platform.Web.Forms;

namespace Storefront.Platform.Web.Cookies;

/// <summary>Keeps what a customer typed into a form that was posted after the session ended, until the customer signs in again.</summary>
/// <remarks>It is stored in a cookie of that browser, encrypted for this merchant, for 15 minutes. It is shown once, to the same customer
/// on the same page. The customer is identified by a random number that nobody else knows.</remarks>
public sealed class SavedFormCookie(IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Name = "__Host-typed";

    // A browser refuses a cookie of more than four kilobytes; then what was typed is lost.
    private const int LongestCookie = 3900;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    private static readonly CookieOptions Options = new()
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true
    };

    /// <summary>Stores the posted form of a customer whose session ended.</summary>
    public async Task KeepAsync(HttpContext context, Merchant merchant)
    {
        if (await TypedForm.ReadAsync(context.Request) is not { Owner: not null, Values.Count: > 0 } typed)
        {
            return;
        }

        var value = Protector(merchant).Protect(JsonSerializer.Serialize(new Kept(context.Request.Path.Value!, typed, clock.GetUtcNow() + Lifetime)));
        if (value.Length <= LongestCookie)
        {
            context.Response.Cookies.Append(Name, value, new(Options) { MaxAge = Lifetime });
        }
    }

    /// <summary>Returns the stored form of this page to the customer who typed it, once; null when there is none.</summary>
    public TypedForm? Take(HttpContext context, Merchant merchant, Customer customer)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 } value)
        {
            return null;
        }

        var kept = Read(value, merchant);
        var isTheirs = kept?.ExpiresAt > clock.GetUtcNow() && kept.Typed.Owner == OwnerOf(customer);
        if (isTheirs && !context.Request.Path.Equals(kept!.Path, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        context.Response.Cookies.Delete(Name, Options);
        return isTheirs ? kept!.Typed : null;
    }

    /// <summary>The value of the hidden field that identifies this customer's forms.</summary>
    public static string OwnerOf(Customer customer) => customer.SubjectId.ToString("N");

    private Kept? Read(string value, Merchant merchant)
    {
        try
        {
            return JsonSerializer.Deserialize<Kept>(Protector(merchant).Unprotect(value));
        }
        catch (Exception problem) when (problem is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private IDataProtector Protector(Merchant merchant) => protection.CreateProtector("kept form", $"merchant {merchant.Id}");

    private sealed record Kept(string Path, TypedForm Typed, DateTimeOffset ExpiresAt);
}
