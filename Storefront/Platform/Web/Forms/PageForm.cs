using System.Text.Json;
using Microsoft.AspNetCore.Components.Forms;
using Storefront.Platform.Results;
using Storefront.Platform.Telemetry;

namespace Storefront.Platform.Web.Forms;

/// <summary>A form on a page: shows a refusal above the form, and each of its messages beside its field.</summary>
/// <remarks>Fields register when they first render, which is before a posted form is handled. A message about a field that is not on the
/// form is shown above it, so no refusal is lost.</remarks>
public sealed class PageForm(object model)
{
    private readonly List<FieldOnForm> _fields = [];

    public EditContext Context { get; } = new(model);

    /// <summary>The form of this request: when it expired, with what was typed and a message.</summary>
    public static PageForm Of(HttpContext context, string name, object model)
    {
        var form = new PageForm(model);
        if (context.Features.Get<StaleForm>() is { } stale)
        {
            stale.PutBack(name, model);
            form.Show(StaleForm.Message);
        }

        return form;
    }

    /// <summary>The message above the form; null without a refusal.</summary>
    public Sentence? Message { get; private set; }

    /// <summary>Problems per field of the form, by property path such as <c>DefaultBilling.City</c>.</summary>
    public IReadOnlyDictionary<string, Sentence> Problems { get; private set; } = new Dictionary<string, Sentence>();

    /// <summary>Problems of fields that are not on the form.</summary>
    public IReadOnlyList<Sentence> OtherProblems { get; private set; } = [];

    /// <summary>The fields with a problem, in their order on the page.</summary>
    public IEnumerable<FieldOnForm> Unfit => _fields.Where(known => Problems.ContainsKey(known.Property));

    /// <summary>Registers a field; one that renders again keeps its position.</summary>
    public void Add(FieldOnForm field)
    {
        if (!_fields.Exists(known => known.Property == field.Property))
        {
            _fields.Add(field);
        }
    }

    public void Show(Refusal refusal)
    {
        Meters.CountRefusal(refusal.Code);
        var placed = refusal.Errors.ToLookup(error => FieldOf(error.Key) is not null);
        Problems = placed[true].ToDictionary(error => FieldOf(error.Key)!.Property, error => error.Value);
        OtherProblems = [.. placed[false].Select(error => error.Value)];
        if (refusal.Errors.Count == 0)
        {
            Message = refusal.Message;
        }
        else if (Problems.Count == 0 && OtherProblems is [var only])
        {
            (Message, OtherProblems) = (only, []);
        }
        else
        {
            Message = "Please check the form.";
        }
    }

    public void Show(Sentence message) => Message = message;

    // Maps the API's field name to the bound property.
    private FieldOnForm? FieldOf(string wireName) =>
        _fields.Find(field => string.Join('.', field.Property.Split('.').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)) == wireName);
}

/// <summary>A registered field: the path of its bound property, its element, and its label.</summary>
public sealed record FieldOnForm(string Property, string Id, string Label);
