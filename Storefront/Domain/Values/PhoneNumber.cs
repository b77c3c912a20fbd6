namespace Storefront.Domain.Values;

/// <summary>The rule for a phone number: as people write it, in any country, up to 191 characters; never dialled or rewritten by us.</summary>
/// <remarks>Digits with the signs that stand between them on paper, and a word for an extension. Anything stricter would refuse somebody's
/// real number.</remarks>
public static class PhoneNumber
{
    private const int FewestDigits = 3;
    private const string Signs = "+-–()./#*, ";
    private const string Extension = "ext";

    /// <summary>Returns what is wrong, or null and the text to keep: null when there was nothing but white space.</summary>
    public static Sentence? Check(string? text, out string? value)
    {
        if (TextRules.CheckOptionalLine(text, TextRules.MaxLength, out value) is { } problem)
        {
            return problem;
        }

        if (value is null || (value.Count(char.IsDigit) >= FewestDigits && WithoutExtension(value).All(sign => char.IsDigit(sign) || Signs.Contains(sign))))
        {
            return null;
        }

        value = null;
        return "Enter a phone number such as +31 20 123 4567.";
    }

    private static string WithoutExtension(string value) => value.Replace(Extension, "", StringComparison.OrdinalIgnoreCase);
}
