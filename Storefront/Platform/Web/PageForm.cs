using System.Text.Json;
using Microsoft.AspNetCore.Components.Forms;
using Storefront.Domain;
using Storefront.Platform.Results;

namespace Storefront.Platform.Web;

/// <summary>A form on a page: puts a refusal's sentence above it and its messages beside the fields.</summary>
public sealed class PageForm
{
    private readonly object _model;
    private readonly ValidationMessageStore _messages;

    public PageForm(object model)
    {
        _model = model;
        Context = new EditContext(model);
        _messages = new ValidationMessageStore(Context);
    }

    public EditContext Context { get; }

    /// <summary>What is said above the form; null while nothing is wrong.</summary>
    public Sentence? Message { get; private set; }

    /// <summary>Problems per field of the form, by property name.</summary>
    public IReadOnlyDictionary<string, Sentence> Problems { get; private set; } = new Dictionary<string, Sentence>();

    public void Show(Refusal refusal)
    {
        Problems = refusal.Errors.ToDictionary(error => PropertyOf(error.Key), error => error.Value);
        foreach (var (property, problem) in Problems)
        {
            _messages.Add(Context.Field(property), problem.English);
        }

        Message = Problems.Count == 0 ? refusal.Message : "Please check the form.";
    }

    public void Show(Sentence message) => Message = message;

    // The wire's name of a field leads to the property it is bound to; a field the form does not have is said above it.
    private string PropertyOf(string field) =>
        _model.GetType().GetProperties().FirstOrDefault(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name) == field)?.Name ?? "";
}
