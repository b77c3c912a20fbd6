using Microsoft.Extensions.Localization;

namespace Storefront.Platform.Texts;

/// <summary>The name of the resource with the translations of every sentence; the English format is the key.</summary>
public sealed class Sentences;

/// <summary>Translates sentences into the current language.</summary>
public static class SentenceTranslation
{
    /// <summary>The sentence in the current language, or in English when it has no translation.</summary>
    public static string Of(this IStringLocalizer<Sentences> texts, Sentence sentence) =>
        sentence.Values.Length == 0 ? texts[sentence.Format] : texts[sentence.Format, sentence.Values];
}
