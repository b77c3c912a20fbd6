using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.BadInput;

/// <summary>Every form of the account pages, its page, and every field with its kind; the name is the posted one.</summary>
internal static class FormFields
{
    private static readonly Dictionary<string, (string Address, bool IsSignedIn)> Pages = new()
    {
        ["sign-in"] = ("/account/sign-in", false),
        ["sign-in-passkey"] = ("/account/sign-in", false),
        ["register"] = ("/account/register", false),
        ["forgot-password"] = ("/account/forgot-password", false),
        ["accept-invitation"] = ("", false),
        ["decline-invitation"] = ("", false),
        ["reset-password"] = ("", false),
        ["verify-email"] = ("", false),
        ["stop-email-change"] = ("", false),
        ["delete-account"] = ("/account/delete", true),
        ["change-email"] = ("/account/email", true),
        ["verify-email-change"] = ("/account/email", true),
        ["change-password"] = ("/account/password", true),
        ["profile"] = ("/account/details", true),
        ["addresses"] = ("/account/addresses", true),
        ["end-session"] = ("/account/sessions", true),
    };

    public static IReadOnlyList<(string Form, string Field, string Kind)> All { get; } =
    [
        ("sign-in", "Input.Email", "address"), ("sign-in", "Input.Password", "proof told elsewhere"),
        ("sign-in-passkey", "Passkey.State", "stamp"), ("sign-in-passkey", "Passkey.Credential", "stamp"),
        ("register", "Input.Email", "address"), ("register", "Input.Firstname", "name"), ("register", "Input.Lastname", "name"),
        ("register", "Input.Password", "new password"), ("register", "Input.PasswordConfirmation", "repeated"),
        ("forgot-password", "Input.Email", "address"),
        ("accept-invitation", "Input.Email", "shown"), ("accept-invitation", "Input.Password", "new password"),
        ("accept-invitation", "Input.PasswordConfirmation", "repeated"),
        ("decline-invitation", "Unwanted.Email", "shown"),
        ("reset-password", "Input.Email", "shown"), ("reset-password", "Input.Password", "new password"),
        ("reset-password", "Input.PasswordConfirmation", "repeated"),
        ("verify-email", "Input.Email", "shown"), ("verify-email", "Input.Password", "proof"),
        ("delete-account", "Input.Password", "proof"),
        ("change-email", "Input.Email", "address"), ("change-email", "Input.CurrentPassword", "proof"),
        ("verify-email-change", "Code.Token", "code"),
        ("stop-email-change", "Input.Email", "shown"),
        ("change-password", "Input.CurrentPassword", "proof"), ("change-password", "Input.Password", "new password"),
        ("change-password", "Input.PasswordConfirmation", "repeated"),
        ("profile", "Profile.Firstname", "required name"), ("profile", "Profile.Lastname", "required name"), ("profile", "Profile.Phone", "phone"),
        ("profile", "Profile.AccountType", "choice"),
        ("profile", "Profile.Company", "line"), ("profile", "Profile.TaxNumber", "line"), ("profile", "Profile.Stamp", "stamp"),
        .. Address("DefaultBilling"), .. Address("DefaultShipping"), ("addresses", "Addresses.Stamp", "stamp"),
        ("end-session", "One.Id", "number"),
    ];

    /// <summary>Opens a form's page in a browser of its own.</summary>
    public static async Task<(Browser Browser, BrowserAnswer Page)> OpenAsync(this PatientPlatform patient, string form)
    {
        var browser = patient.Shop.NewBrowser();
        var (address, isSignedIn) = Pages[form];
        if (isSignedIn)
        {
            browser.Cookies["__Host-session"] = patient.Cookie;
        }

        var link = form switch
        {
            "reset-password" => patient.Reset,
            "verify-email" => patient.Unproven,
            "stop-email-change" => patient.Stop,
            _ => patient.Open
        };
        var page = await browser.OpenAsync(address.Length > 0 ? address : link.Address.PathAndQuery);
        return (browser, form == "decline-invitation" ? await browser.GetAsync("/account/accept-invitation?way=decline") : page);
    }

    /// <summary>A valid set of values for the form.</summary>
    public static Dictionary<string, string> GoodFields(BrowserAnswer page, string form)
    {
        var element = FormOf(page, form);
        var fields = element.QuerySelectorAll<IHtmlInputElement>("input[name]").Where(input => input.Type != "checkbox")
            .ToDictionary(input => input.Name!, input => Good(input, form));
        foreach (var select in element.QuerySelectorAll<IHtmlSelectElement>("select[name]"))
        {
            fields[select.Name!] = select.Name!.EndsWith("Country", StringComparison.Ordinal) ? "NL" : select.Value ?? "";
        }

        return fields;
    }

    /// <summary>The element of a field on the returned page.</summary>
    public static IElement? Shown(BrowserAnswer page, string form, string field) => FormOf(page, form).QuerySelector($"[name='{field}']");

    private static IHtmlFormElement FormOf(BrowserAnswer page, string form) =>
        page.Page.QuerySelector<IHtmlInputElement>($"main form input[name=_handler][value={form}]")?.Form
        ?? throw new InvalidOperationException($"No form {form} on the page {page.Status}: {page.Heading}");

    private static string Good(IHtmlInputElement input, string form) => input.Name!.Split('.')[^1] switch
    {
        "Password" or "PasswordConfirmation" or "CurrentPassword" => Shop.GoodPassword,
        "Email" when input.Value.Length == 0 => form is "register" or "change-email" ? "typed-here@example.com" : PatientPlatform.Email,
        "Firstname" or "Lastname" or "Street" or "Postcode" or "City" => "Typed",
        "Phone" => "+31 20 123 4567",
        "Token" => "123456",
        _ => input.Value,
    };

    private static IEnumerable<(string, string, string)> Address(string parent) => new (string Name, string Kind)[]
    {
        ("Firstname", "required name"), ("Lastname", "required name"), ("Street", "required line"), ("Number", "line"),
        ("Postcode", "required value"), ("City", "required value"), ("Country", "country"), ("Phone", "phone"),
    }.Select(field => ("addresses", $"Addresses.{parent}.{field.Name}", field.Kind));
}

/// <summary>The forms, for theories.</summary>
public sealed class EveryForm : TheoryData<string>
{
    public EveryForm() => AddRange([.. FormFields.All.Select(row => row.Form).Distinct()]);
}

/// <summary>The same, for theories.</summary>
public sealed class EveryFormField : TheoryData<string, string, string>
{
    public EveryFormField()
    {
        foreach (var (form, field, kind) in FormFields.All)
        {
            Add(form, field, kind);
        }
    }
}
