using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Storefront.Platform.Web.Forms;

namespace Storefront.Platform.Web.Cookies;

/// <summary>Keeps what a customer typed into a form that was sent after their session had ended, until they have signed in again.</summary>
/// <remarks>In a cookie of their own browser, protected for this merchant, for a quarter of an hour; shown once, to the same customer on the
/// same page alone. The customer is told by a random number nobody else knows.</remarks>
public sealed class SavedFormCookie(IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Name = "__Host-typed";

    // A browser refuses a cookie of more than four kilobytes; then what was typed is lost, as it always was.
    private const int LongestCookie = 3900;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    private static readonly CookieOptions Options = new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };

    /// <summary>Keeps the posted form of a customer who is not signed in any more.</summary>
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

    /// <summary>Hands the kept form of this page out to the customer who typed it, once; null when there is none.</summary>
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

    /// <summary>What a form of this customer says in its hidden field.</summary>
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
