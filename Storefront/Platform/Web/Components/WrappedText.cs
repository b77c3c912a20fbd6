using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Storefront.Platform.Web.Components;

/// <summary>A text in which a long e-mail address may break before its @ or a dot.</summary>
/// <remarks>It is written without markup, because no space may appear between the parts of an address. A short address fits on one line of
/// the narrowest screen and does not break.</remarks>
public sealed class WrappedText : ComponentBase
{
    private const int FitsEverywhere = 24;

    [Parameter, EditorRequired] public required string Text { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var start = 0;
        foreach (var at in Enumerable.Range(0, Text.Length).Where(BreaksAt))
        {
            builder.AddContent(0, Text[start..at]);
            builder.OpenElement(1, "wbr");
            builder.CloseElement();
            start = at;
        }

        builder.AddContent(2, Text[start..]);
    }

    // Only inside an address: the dot after a sentence stays with its word.
    private bool BreaksAt(int at) => Text[at] is '@' or '.' && at > 0 && at < Text.Length - 1
        && !char.IsWhiteSpace(Text[at - 1]) && char.IsLetterOrDigit(Text[at + 1]) && Word(at) is { Length: > FitsEverywhere } word
        && word.Contains('@');

    private ReadOnlySpan<char> Word(int at)
    {
        var end = Text.IndexOf(' ', at);
        return Text.AsSpan()[(Text.LastIndexOf(' ', at) + 1)..(end < 0 ? Text.Length : end)];
    }
}
