using System.Globalization;
using System.Text;

namespace Storefront.Domain.Security;

/// <summary>The rule for a new password: 12 to 191 code points, hard to guess, and not based on personal or shop words (NIST SP 800-63B,
/// ASVS 5.0 6.2).</summary>
/// <remarks>There are no composition rules. Nothing is trimmed, folded or cut. Before hashing, NFKC is applied and variation selectors are
/// removed, because only some keyboards add them to an emoji. The maximum counts the text as given; the minimum counts it before and after
/// NFKC, which can turn one character into a word. Personal words may occur but do not count: the rest must be a valid password by itself.
/// Refused are characters that a password field cannot type or that nobody sees: controls, and invisible characters that no script
/// needs.</remarks>
public static class PasswordRules
{
    public const int MinLength = 12;
    public const int MaxLength = 191;

    /// <summary>The zxcvbn score, 0 to 4, from which a password is accepted as safely unguessable: 10^8 guesses.</summary>
    private const int EnoughScore = 3;
    private const int FewestDifferentCharacters = 5;

    /// <summary>The number of characters that are rated. The estimate's time grows faster than the length (about 20 ms at 64, 150 ms at
    /// 191).</summary>
    private const int EstimatedLength = 64;

    private const char TextStyle = '\uFE0E';
    private const char EmojiStyle = '\uFE0F';

    // One instance, because it holds the word lists; it keeps no state of a password.
    private static readonly Zxcvbn.Zxcvbn _estimator = new();

    /// <summary>The form that is hashed and compared: NFKC without variation selectors. Text that cannot be composed is returned as it is;
    /// <see cref="Check"/> refuses it.</summary>
    public static string Normalize(string password)
    {
        var composed = Compose(password);
        return composed.AsSpan().ContainsAny(TextStyle, EmojiStyle)
            ? Compose(string.Concat(composed.Where(sign => sign is not (TextStyle or EmojiStyle))))
            : composed;
    }

    /// <summary>The hashed form of older versions, which kept variation selectors; null when it is the same.</summary>
    public static string? NormalizeAsBefore(string password) => Compose(password) is var before && before != Normalize(password) ? before : null;

    /// <summary>Returns the problem with a new password, or null.</summary>
    public static Sentence? Check(string? password, PasswordContext context) =>
        CheckWriting(password) ?? CheckStrength(Normalize(password!), context.Words());

    /// <summary>Returns the problem with the form of a new password, whoever it is for, or null; takes negligible time.</summary>
    public static Sentence? CheckWriting(string? password)
    {
        if (string.IsNullOrEmpty(password))
        {
            return "Enter a password.";
        }

        if (Characters.MoreThan(MaxLength, password))
        {
            return TextRules.TooLong(MaxLength);
        }

        if (!Characters.IsWellFormed(password) || TextRules.HidesSomething(password))
        {
            return "Use characters that can be typed on any keyboard.";
        }

        return Characters.MoreThan(MinLength - 1, password) && Characters.MoreThan(MinLength - 1, Normalize(password))
            ? null
            : new("Use at least {0} characters.", MinLength);
    }

    private static string Compose(string password) => Characters.IsWellFormed(password) ? password.Normalize(NormalizationForm.FormKC) : password;

    private static Sentence? CheckStrength(string normal, IReadOnlyList<string> words)
    {
        if (LeansOn(words, normal))
        {
            return "Do not build the password on your name, your e-mail address or the shop's name.";
        }

        if (IsEasyToGuess(normal, words))
        {
            return "This password is too easy to guess. A few unrelated words make a good one.";
        }

        return null;
    }

    private static bool LeansOn(IReadOnlyList<string> words, string password)
    {
        var folded = PasswordContext.Fold(password);
        var rest = words.Aggregate(folded, (text, word) => text.Replace(word, " ", StringComparison.Ordinal));
        if (rest == folded)
        {
            return false;
        }

        var own = string.Concat(rest.Where(c => !char.IsWhiteSpace(c) && !char.IsPunctuation(c)));
        return !Characters.MoreThan(MinLength - 1, own) || IsEasyToGuess(own, words);
    }

    private static bool IsEasyToGuess(string password, IReadOnlyList<string> words)
    {
        var runes = password.EnumerateRunes().ToArray();
        return runes.Distinct().Count() < FewestDifferentCharacters
            || Period(runes) < MinLength
            || Score(password, words) < EnoughScore;
    }

    /// <summary>The length of the shortest unit whose repetition makes the text, at least twice; otherwise the text's length.</summary>
    private static int Period(Rune[] text)
    {
        var period = 1;
        while (period <= text.Length / 2 && !text.AsSpan(period).SequenceEqual(text.AsSpan(0, text.Length - period)))
        {
            period++;
        }

        return period <= text.Length / 2 ? period : text.Length;
    }

    // The library lowers case in the thread's culture. In a Turkish culture it would miss INTERNATIONAL in its word lists.
    private static int Score(string password, IReadOnlyList<string> words)
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return _estimator.EvaluatePassword(password.Length > EstimatedLength ? password[..EstimatedLength] : password, words).Score;
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
