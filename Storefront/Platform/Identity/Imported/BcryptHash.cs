using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Storefront.Platform.Identity.Imported;

/// <summary>Reads bcrypt, as PHP writes it, and WordPress's form of it: bcrypt over base64 of HMAC-SHA384.</summary>
internal static partial class BcryptHash
{
    private const int MostCost = 12;
    private const int SettingLength = 29;
    private const string WordPressMark = "$wp";

    public static HashParts? Read(string text) => Pattern().IsMatch(text) ? Parts("", text, password => password) : null;

    public static HashParts? ReadWordPress(string text) =>
        text.StartsWith(WordPressMark, StringComparison.Ordinal) && Pattern().IsMatch(text[WordPressMark.Length..])
            ? Parts(
                WordPressMark, text[WordPressMark.Length..],
                password => Encoding.ASCII.GetBytes(Convert.ToBase64String(HMACSHA384.HashData("wp-sha384"u8, password))))
            : null;

    private static HashParts Parts(string mark, string text, Func<byte[], byte[]> prepare)
    {
        var (setting, cost) = (text[..SettingLength], int.Parse(text.AsSpan(4, 2), System.Globalization.CultureInfo.InvariantCulture));
        return new(
            text[SettingLength..], mark + HashParts.Blank(text, SettingLength, text.Length - SettingLength), IsWeak: false,
            password => Hash(prepare(password), setting)[SettingLength..])
        {
            IsTooCostly = cost > MostCost
        };
    }

    // PHP ends a password at its first NUL byte; none can be typed.
    private static string Hash(byte[] password, string setting) => BCrypt.Net.BCrypt.HashPassword(Encoding.UTF8.GetString(password), setting);

    // 22 letters of salt and 31 of digest; PHP writes 2y, others 2a or 2b for the same function.
    [GeneratedRegex(@"^\$2[aby]\$(0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}\z", RegexOptions.ExplicitCapture, HashParts.ReadingMilliseconds)]
    private static partial Regex Pattern();
}
