using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Storefront.Platform.Texts;

/// <summary>The sentences as HTML shows them: "e-mail" never breaks at its hyphen, in any language.</summary>
/// <remarks>Values stay unchanged, because an address in a sentence is copied and searched for. Texts for programs and plain mails keep the
/// plain hyphen.</remarks>
public sealed class PageText(IStringLocalizer<Sentences> texts) : IStringLocalizer<Sentences>
{
    public LocalizedString this[string name] => new(name, Unbroken(texts[name].Value));

    public LocalizedString this[string name, params object[] arguments] =>
        new(name, string.Format(CultureInfo.CurrentCulture, Unbroken(texts[name].Value), arguments));

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => texts.GetAllStrings(includeParentCultures);

    private static string Unbroken(string text) => text
        .Replace("e-mail", "e\u2011mail", StringComparison.Ordinal)
        .Replace("E-mail", "E\u2011mail", StringComparison.Ordinal)
        .Replace("E-Mail", "E\u2011Mail", StringComparison.Ordinal);
}
