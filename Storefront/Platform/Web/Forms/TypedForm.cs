namespace Storefront.Platform.Web.Forms;

/// <summary>What somebody typed into a form that was not accepted, to be shown again in the same form; never passwords.</summary>
/// <param name="Name">The form's name.</param>
/// <param name="Owner">The random number of the customer it was shown to; null for a visitor's form.</param>
/// <param name="Values">What was typed, by field.</param>
public sealed record TypedForm(string Name, string? Owner, Dictionary<string, string> Values)
{
    /// <summary>The hidden field that identifies the form's owner.</summary>
    public const string OwnerField = "Owner";

    /// <summary>The hidden field with the sealed link that the form was shown for.</summary>
    public const string LinkField = "HeldLink";

    /// <summary>The sealed link; null for a form without one.</summary>
    public string? SealedLink { get; init; }

    /// <summary>Reads the posted form; null without one, or when another site sent it, because then this person did not type its
    /// values.</summary>
    public static async Task<TypedForm?> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType || request.Headers["Sec-Fetch-Site"] == "cross-site")
        {
            return null;
        }

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var values = form.Where(field =>
            field.Key.Contains('.', StringComparison.Ordinal) && !field.Key.Contains("Password", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(field => field.Key, field => field.Value.ToString());
        return new(form["_handler"].ToString(), form[OwnerField] is [{ Length: > 0 } owner] ? owner : null, values)
        {
            SealedLink = form[LinkField] is [{ Length: > 0 } link] ? link : null,
        };
    }

    /// <summary>Sets the values in the model of their form; another form stays unchanged.</summary>
    public void PutBack(string name, object model)
    {
        foreach (var (path, value) in name == Name ? Values : [])
        {
            Set(model, path.Split('.')[1..], value);
        }
    }

    private static void Set(object? owner, string[] path, string value)
    {
        foreach (var part in path[..^1])
        {
            owner = owner?.GetType().GetProperty(part)?.GetValue(owner);
        }

        var property = owner?.GetType().GetProperty(path[^1]);
        if (property is { CanWrite: true } && property.PropertyType == typeof(string))
        {
            property.SetValue(owner, value);
        }
        else if (property is { CanWrite: true } && property.PropertyType == typeof(bool?))
        {
            property.SetValue(owner, value == "true");
        }
    }
}
