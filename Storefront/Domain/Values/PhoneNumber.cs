namespace Storefront.Domain.Values;

/// <summary>The rule for a phone number: as people write it, in any country, up to 191 characters; we never dial or rewrite it.</summary>
/// <remarks>Digits, the usual separators, and a word for an extension. A stricter rule would refuse valid numbers.</remarks>
public static class PhoneNumber
{
    private const int FewestDigits = 3;
    private const string Signs = "+-–()./#*, ";
    private const string Extension = "ext";

    /// <summary>Returns the problem, or null and the text to store; the text is null when there was only white space.</summary>
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
