using System.Globalization;
using Microsoft.Extensions.Localization;
using Storefront.Platform.Texts;

namespace Storefront.Features.Development;

/// <summary>Says every sentence half as long again and marked at both ends where the pseudo language is spoken: shows what a translation
/// would burst, and what nobody translates.</summary>
/// <remarks>The language is written from right to left. It is none of <see cref="Languages"/>, so nobody can choose it; a demo shop
/// speaks it where <c>Demo:PseudoLanguage</c> says so.</remarks>
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
