using Storefront.Platform.Results;
using Storefront.Platform.Web.Forms;

namespace Storefront.Features.Development.Gallery;

/// <summary>The model of the gallery's fields, one set per state.</summary>
public sealed class GallerySample
{
    public GalleryFieldSet Empty { get; set; } = new();
    public GalleryFieldSet Filled { get; set; } = new() { Email = "jane@example.com", Country = "NL", Agrees = true };
    public GalleryFieldSet Wrong { get; set; } = new() { Email = "jane", Agrees = false };
    public GalleryFieldSet Code { get; set; } = new() { Email = "042042" };
    public GalleryFieldSet Longest { get; set; } = new()
    {
        Email = string.Concat(Enumerable.Repeat("wolfeschlegelsteinhausen", 8))[..180] + "@example.nl"
    };

    /// <summary>A refused form: one field of each kind has a problem, and one problem has no field.</summary>
    public static PageForm Refused(GallerySample sample)
    {
        var form = new PageForm(sample);
        form.Add(new("Wrong.Email", "wrong-email", "E-mail"));
        form.Add(new("Wrong.Password", "wrong-password", "Choose a password"));
        form.Add(new("Wrong.Country", "wrong-country", "Country"));
        form.Show(new Refusal(RefusalKind.Invalid, "gallery", "No.")
        {
            Errors = new Dictionary<string, Sentence>
            {
                ["wrong.email"] = "Enter an e-mail address, such as name@example.com.",
                ["wrong.password"] = new("Use at least {0} characters.", PasswordRules.MinLength),
                ["wrong.country"] = "Choose a country from the list.",
                ["consent"] = "There is no such order."
            },
        });
        return form;
    }
}

/// <summary>One field of each kind.</summary>
public sealed class GalleryFieldSet
{
    public string? Email { get; set; }
    public string? Password { get; set; }
    public string? Country { get; set; }
    public bool? Agrees { get; set; }
}
