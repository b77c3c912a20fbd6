using System.Text;

namespace Storefront.Domain.Values;

/// <summary>A validated e-mail address in two forms: as written, and canonical for comparing and looking up (RFC 5321, 5322,
/// 6531).</summary>
/// <remarks>Invisible characters at the ends and a link's scheme are removed. The text is composed (NFC), then checked; that same text is
/// stored and used. Limits: 191 code points, 64 bytes before the @, 254 bytes in all. Quotes, comments, display names, lists and IP
/// addresses are refused; a domain has at least two labels. Before the @ only ASCII letters are compared without case, so no look-alike
/// equals an ASCII address. Beyond ASCII only letters, digits and combining marks are allowed, and only if NFKC leaves them unchanged.
/// <see cref="ToString"/> masks the address, because it is personal data. Equality is that of <see cref="Canonical"/>.</remarks>
public sealed record EmailAddress
{
    public const int MaxLength = 191;
    private const int MaxLocalBytes = 64;
    private const int MaxBytes = 254;
    private const string Scheme = "mailto:";
    private const string AsciiSigns = "!#$%&'*+-/=?^_`{|}~.";

    private EmailAddress(string text, string localPart, string domain)
    {
        (Text, LocalPart, Domain) = (text, localPart, domain);

        // Composed again, because a lower-case letter may have a composed form where the capital has none.
        Canonical = $"{LowerAscii(localPart).Normalize(NormalizationForm.FormC)}@{domain}";
    }

    /// <summary>The address as written; mail goes to this form.</summary>
    public string Text { get; }

    /// <summary>The address for comparing, indexing and looking up: ASCII letters in lower case, the domain in Punycode.</summary>
    public string Canonical { get; }

    /// <summary>The part before the @, as written.</summary>
    public string LocalPart { get; }

    /// <summary>The part after the @, in lower case and Punycode.</summary>
    public string Domain { get; }

    /// <summary>A masked form for logs, such as j…@example.com.</summary>
    public string Masked => $"{LocalPart.EnumerateRunes().First()}…@{Domain}";

    public bool Equals(EmailAddress? other) => other is not null && string.Equals(Canonical, other.Canonical, StringComparison.Ordinal);

    public override int GetHashCode() => Canonical.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Masked;

    /// <summary>Returns the problem, or null and the address. The address is set only when there is no problem.</summary>
    public static Sentence? Check(string? text, out EmailAddress address)
    {
        address = null!;
        var given = WithoutScheme(TextRules.TrimEnds(text));
        if (given.Length == 0)
        {
            return "Enter an e-mail address.";
        }

        if (Characters.MoreThan(MaxLength, given))
        {
            return TextRules.TooLong(MaxLength);
        }

        if (Parse(given) is not { } parsed)
        {
            if (Characters.IsWellFormed(given) && given.EnumerateRunes().Any(Characters.IsHidden))
            {
                return "This address holds an invisible character. Type it by hand.";
            }

            return "Enter an e-mail address such as name@example.com.";
        }

        // Composing can also lengthen a text: a few letters exist only in decomposed form.
        if (Characters.MoreThan(MaxLength, parsed.Text))
        {
            return TextRules.TooLong(MaxLength);
        }

        address = parsed;
        return null;
    }

    // Copied from a link: the scheme is removed, and so are the link's mail fields.
    private static string WithoutScheme(string given) =>
        given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? TextRules.TrimEnds(given[Scheme.Length..].Split('?')[0]) : given;

    private static EmailAddress? Parse(string given)
    {
        var text = Composed(given);
        var at = text?.IndexOf('@') ?? -1;
        if (text is null || at < 0)
        {
            return null;
        }

        var localPart = text[..at];
        return IsLocalPart(localPart)
            && DnsName.ToAscii(text[(at + 1)..]) is { } domain && domain.Contains('.') && !DnsName.EndsInNumber(domain)
            && Encoding.UTF8.GetByteCount(localPart) + 1 + domain.Length <= MaxBytes
            ? new EmailAddress(text, localPart, domain)
            : null;
    }

    // ASCII is always composed, and most addresses are ASCII.
    private static string? Composed(string given)
    {
        if (Ascii.IsValid(given))
        {
            return given;
        }

        if (!Characters.IsWellFormed(given) || given.EnumerateRunes().Any(Characters.BecomesAscii))
        {
            return null;
        }

        var text = given.Normalize(NormalizationForm.FormC);
        return text == given.Normalize(NormalizationForm.FormKC) ? text : null;
    }

    // A dot-atom (RFC 5322 3.2.3): atoms of allowed characters, one dot between two of them.
    private static bool IsLocalPart(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > MaxLocalBytes || text.Split('.').Contains(""))
        {
            return false;
        }

        var previous = default(Rune);
        foreach (var rune in text.EnumerateRunes())
        {
            var allowed = rune.IsAscii
                ? Rune.IsLetterOrDigit(rune) || AsciiSigns.Contains((char)rune.Value)
                : Characters.IsWordPart(rune) && (!Characters.IsMark(rune) || Rune.IsLetter(previous) || Characters.IsMark(previous));
            if (!allowed)
            {
                return false;
            }

            previous = rune;
        }

        return true;
    }

    // Not ToLowerInvariant: it folds beyond ASCII, so two people's addresses could become equal.
    private static string LowerAscii(string text) => string.Create(text.Length, text, (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
        }
    });
}
