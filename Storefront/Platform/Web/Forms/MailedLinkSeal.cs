using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Storefront.Platform.Web.Cookies;

namespace Storefront.Platform.Web.Forms;

/// <summary>Seals the mailed link into the form it was shown for, so that the form works as long as the link does.</summary>
/// <remarks>It is encrypted, with page and merchant in the purpose. A password that was typed before the form had to be shown again is
/// sealed with it for half an hour, and never written into the page in readable form.</remarks>
public sealed class MailedLinkSeal(IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan PasswordLifetime = TimeSpan.FromMinutes(30);

    /// <summary>The value of the hidden field.</summary>
    public string Seal(Merchant merchant, string path, HeldLink link, TypedNewPassword? password = null) =>
        Protector(merchant, path).Protect(JsonSerializer.Serialize(new SealedForm(link, password, clock.GetUtcNow() + PasswordLifetime)));

    /// <summary>The link that the posted form was shown for, also for an expired form; null without a readable one.</summary>
    public SealedForm? Read(HttpContext context, Merchant merchant, string path)
    {
        if (ValueOf(context) is not { Length: > 0 } value)
        {
            return null;
        }

        try
        {
            var form = JsonSerializer.Deserialize<SealedForm>(Protector(merchant, path).Unprotect(value));
            return form is { Password: not null } && form.PasswordUntil <= clock.GetUtcNow() ? form with { Password = null } : form;
        }
        catch (Exception problem) when (problem is CryptographicException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the posted form carries a link at all.</summary>
    public static bool IsOn(HttpContext context) => ValueOf(context) is { Length: > 0 };

    private static string? ValueOf(HttpContext context) => HttpMethods.IsPost(context.Request.Method)
        ? context.Request.Form[TypedForm.LinkField].ToString()
        : context.Features.Get<StaleForm>()?.Typed?.SealedLink;

    private IDataProtector Protector(Merchant merchant, string path) =>
        protection.CreateProtector("form of a mailed link", path, $"merchant {merchant.Id}");
}

/// <summary>A mailed link as a form carries it, and a password that was typed into the form before.</summary>
public sealed record SealedForm(HeldLink Link, TypedNewPassword? Password, DateTimeOffset PasswordUntil);

/// <summary>A password and its repetition as they were typed.</summary>
public sealed record TypedNewPassword(string? Password, string? Confirmation);

/// <summary>The sealed link's placeholder in a cached page.</summary>
public sealed record SealedLink(string Value);
