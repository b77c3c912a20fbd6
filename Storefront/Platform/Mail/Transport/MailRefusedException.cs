using System.Text.RegularExpressions;

namespace Storefront.Platform.Mail.Transport;

/// <summary>A mail was refused, temporarily (<see cref="TryLater"/>) or permanently, with a reason that is safe to log.</summary>
/// <remarks>The code is the server's (RFC 5321, 4.2), or the one a server would have used. A fault of our own settings, such as a refused
/// login, is always temporary, because the customer's mail is not its cause.</remarks>
public sealed class MailRefusedException(int code, bool tryLater, string reason) : Exception
{
    private const int LongestReason = 300;

    // Servers also write addresses into links (%40), into brackets without the domain, and with quoted names that hold spaces. The reason
    // is untrusted text of any length, so the search must be linear.
    private static readonly Regex _anythingLikeAnAddress = new(
        """<[^>]*>|"[^"]*"(@|%40)\S*|\S*(@|%40|\uFF20|\uFE6B)\S*""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    private static readonly Regex _controlCharacters = new(@"[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+", RegexOptions.NonBacktracking);

    public int Code => code;

    public bool TryLater => tryLater;

    public string Reason { get; } = Clean(reason);

    public override string Message => $"{Code} {Reason}";

    internal static MailRefusedException ForGood(int code, string reason) => new(code, tryLater: false, reason);

    internal static MailRefusedException OurTrouble(int code, string reason) => new(code, tryLater: true, reason);

    // RFC 4954: these four concern our login and encryption, not the mail.
    internal static MailRefusedException Answered(int code, string reason) =>
        new(code, tryLater: code is < 500 or 530 or 534 or 535 or 538, reason);

    private static string Clean(string reason)
    {
        var clean = _controlCharacters.Replace(_anythingLikeAnAddress.Replace(reason, "(address)"), " ");
        return clean.Length > LongestReason ? clean[..LongestReason] : clean;
    }
}
