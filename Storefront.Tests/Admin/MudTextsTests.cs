using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Storefront.Admin;
using Storefront.Tests.Support;

namespace Storefront.Tests.Admin;

/// <summary>MudBlazor's own sentences in the languages of the admin.</summary>
public sealed partial class MudTextsTests : AdminPartTest
{
    // The lists offer no filters, groups, editing, choosing or own columns.
    private static readonly string[] Shown = ["MudDataGrid_Loading", "MudDataGrid_Sort", "MudDataGrid_Unsort"];

    private static IReadOnlyList<string> OfMudBlazor { get; } =
    [
        .. new ResourceManager("MudBlazor.Resources.LanguageResource", typeof(MudButton).Assembly)
            .GetResourceSet(CultureInfo.InvariantCulture, true, true)!.Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key),
    ];

    [Fact]
    public void Every_sentence_of_a_component_that_the_admin_uses_is_translated_and_no_other()
    {
        var used = Sources.All.Where(source => source.Layer == "Admin").SelectMany(source => ComponentPattern().Matches(source.Text))
            .Select(match => match.Groups["name"].Value).Concat(["MudInput", "MudFormComponent", "MudSnackbar"]).Distinct().ToList();
        var wanted = OfMudBlazor.Where(key => used.Contains(key.Split('_')[0]) && (!key.StartsWith("MudDataGrid_", StringComparison.Ordinal)
            || Shown.Contains(key)));

        Assert.Equal(wanted.Order(StringComparer.Ordinal), MudTexts.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("de", "Nächste Seite", "Seite 3")]
    [InlineData("fr", "Page suivante", "Page 3")]
    [InlineData("nl", "Volgende pagina", "Pagina 3")]
    [InlineData("en", "Next page", "Page 3")]
    public void A_list_names_its_pages_in_the_members_language(string language, string next, string third)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Services.AddTransient<MudLocalizer, MudTexts>();

        var shown = Render<MudPagination>(parameters => parameters.Add(pages => pages.Count, 5));

        var labels = shown.FindAll("button").Select(button => button.GetAttribute("aria-label"));
        Assert.Contains(next, labels);
        Assert.Contains(third, labels);
    }

    [GeneratedRegex("<(?<name>Mud[A-Za-z]+)")]
    private static partial Regex ComponentPattern();
}
