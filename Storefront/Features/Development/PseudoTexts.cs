using System.Globalization;
using Microsoft.Extensions.Localization;
using Storefront.Platform.Texts;

namespace Storefront.Features.Development;

/// <summary>Lengthens every sentence by half and marks both ends when the pseudo language is active. It shows layouts that a translation
/// would break, and untranslated texts.</summary>
/// <remarks>The language is written from right to left. It is not one of <see cref="Languages"/>, so nobody can choose it. A demo shop uses
/// it when <c>Demo:PseudoLanguage</c> is set.</remarks>
public sealed class PseudoTexts(IStringLocalizerFactory factory) : IStringLocalizer<Sentences>
{
    public const string Language = "ar-XB";

    private readonly IStringLocalizer _texts = factory.Create(typeof(Sentences));

    private static bool IsSpoken => CultureInfo.CurrentUICulture.Name == Language;

    public LocalizedString this[string name] => IsSpoken ? new(name, Marked(name)) : _texts[name];

    public LocalizedString this[string name, params object[] arguments] =>
        IsSpoken ? new(name, string.Format(CultureInfo.CurrentCulture, Marked(name), arguments)) : _texts[name, arguments];

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => _texts.GetAllStrings(includeParentCultures);

    private static string Marked(string text) => $"⟦{text}{string.Concat(Enumerable.Repeat(" ñü", text.Length / 6))}⟧";
}
