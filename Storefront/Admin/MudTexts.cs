using Microsoft.Extensions.Localization;
using MudBlazor;
using Storefront.Platform.Texts;

namespace Storefront.Admin;

/// <summary>The sentences that MudBlazor's components bring along, in the member's language.</summary>
/// <remarks>Only those of parts that the admin shows. MudBlazor falls back to its own English for the rest, and in English.</remarks>
public sealed class MudTexts(PageText texts) : MudLocalizer
{
    private static readonly Dictionary<string, Sentence> Sentences = new(StringComparer.Ordinal)
    {
        ["MudAlert_Close"] = Said.Close,
        ["MudDialog_Close"] = Said.Close,
        ["MudSnackbar_Close"] = Said.Close,
        ["MudInput_Clear"] = Said.Clear,
        ["MudInput_Increment"] = Said.More,
        ["MudInput_Decrement"] = Said.Less,
        ["MudFormComponent_Required"] = Said.Required,
        ["MudDataGrid_Loading"] = Said.Loading,
        ["MudDataGrid_Sort"] = Said.Sort,
        ["MudDataGrid_Unsort"] = Said.Unsort,
        ["MudPagination_FirstPage"] = Said.FirstPage,
        ["MudPagination_LastPage"] = Said.LastPage,
        ["MudPagination_NextPage"] = Said.NextPage,
        ["MudPagination_PreviousPage"] = Said.PreviousPage,
        ["MudPagination_PageIndex"] = Said.Page,
        ["MudPagination_CurrentPage"] = Said.Page,
    };

    /// <summary>The names, as MudBlazor has them.</summary>
    public static IReadOnlyCollection<string> Keys => Sentences.Keys;

    public override LocalizedString this[string key] => this[key, []];

    public override LocalizedString this[string key, params object[] arguments] => Sentences.TryGetValue(key, out var sentence)
        ? new(key, arguments.Length == 0 ? texts[sentence.Format].Value : texts[sentence.Format, arguments].Value)
        : new(key, key, resourceNotFound: true);

    private static class Said
    {
        public static readonly Sentence Close = "Close";
        public static readonly Sentence Clear = "Clear";
        public static readonly Sentence More = "One more";
        public static readonly Sentence Less = "One less";
        public static readonly Sentence Required = "Required";
        public static readonly Sentence Loading = "Loading…";
        public static readonly Sentence Sort = "Sort";
        public static readonly Sentence Unsort = "Do not sort";
        public static readonly Sentence FirstPage = "First page";
        public static readonly Sentence LastPage = "Last page";
        public static readonly Sentence NextPage = "Next page";
        public static readonly Sentence PreviousPage = "Previous page";
        public static readonly Sentence Page = "Page {0}";
    }
}
