using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Storefront.Platform.Web.Forms;

namespace Storefront.Platform.Web.Components;

/// <summary>The common part of every form field: label, help, problem, and the ids that connect them for screen readers.</summary>
public abstract class FormField : InputBase<string?>
{
    [Parameter, EditorRequired] public required string Label { get; set; }
    [Parameter] public string? Help { get; set; }
    [CascadingParameter] protected PageForm? Form { get; set; }

    public string Id => Property.Replace('.', '-').ToLowerInvariant();
    public string LabelId => $"{Id}-label";
    public string HelpId => $"{Id}-help";
    public string ProblemId => $"{Id}-problem";
    public Sentence? Problem => Form?.Problems.GetValueOrDefault(Property);

    // The path inside the form's model: the posted name without the model's own name.
    private string Property => NameAttributeValue[(NameAttributeValue.IndexOf('.', StringComparison.Ordinal) + 1)..];

    protected string? Invalid => Problem is null ? null : "true";

    protected string? DescribedBy => (Help, Problem) switch
    {
        (null, null) => null,
        (not null, null) => HelpId,
        (null, not null) => ProblemId,
        _ => $"{ProblemId} {HelpId}",
    };

    protected override void OnInitialized() => Form?.Add(new(Property, Id, Label));

    protected override bool TryParseValueFromString(string? value, out string? result, [NotNullWhen(false)] out string? validationErrorMessage)
    {
        (result, validationErrorMessage) = (value, null);
        return true;
    }
}
