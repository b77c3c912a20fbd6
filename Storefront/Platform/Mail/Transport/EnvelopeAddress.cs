using System.Globalization;
using System.Text;

namespace Storefront.Platform.Mail.Transport;

/// <summary>An address that can be written into an SMTP command or a header unchanged: no character has a meaning there.</summary>
/// <remarks>RFC 5321, 4.1.2, without quoted local parts and address literals; domains in ASCII (RFC 5890). A local part beyond ASCII needs
/// a server with SMTPUTF8 (RFC 6531) and must be in NFKC already, so a full-width @ is not accepted.</remarks>
internal sealed record EnvelopeAddress
{
    private const int LongestLocalPart = 64;
    private const int LongestAddress = 254;
    private const string AsciiAtoms = "!#$%&'*+-/=?^_`{|}~.";

    private EnvelopeAddress(string local, string domain) => (Local, Domain) = (local, domain);

    private string Local { get; }

    private string Domain { get; }

    public bool NeedsSmtpUtf8 => !Ascii.IsValid(Local);

    public static EnvelopeAddress Parse(string address)
    {
        var at = address.LastIndexOf('@');
        if (at < 1 || AsciiDomain(address[(at + 1)..]) is not { } domain)
        {
            throw Unfit();
        }

        var parsed = new EnvelopeAddress(address[..at], domain);
        return CanStand(parsed.Local) && Encoding.UTF8.GetByteCount(parsed.ToString()) <= LongestAddress ? parsed : throw Unfit();
    }

    public override string ToString() => $"{Local}@{Domain}";

    private static bool CanStand(string local) =>
        Encoding.UTF8.GetByteCount(local) <= LongestLocalPart
        && local.EnumerateRunes().All(IsAtom)
        && local.IsNormalized(NormalizationForm.FormKC);

    private static bool IsAtom(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetterOrDigit((char)rune.Value) || AsciiAtoms.Contains((char)rune.Value, StringComparison.Ordinal)
        : rune != Rune.ReplacementChar && (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.OtherSymbol);

    private static string? AsciiDomain(string domain)
    {
        try
        {
            var ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain);
            return ascii.Split('.').All(IsLabel) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // The result of IDN mapping differs between operating systems, so it is checked again.
    private static bool IsLabel(string label) =>
        label.Length is > 0 and < 64 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static MailRefusedException Unfit() => MailRefusedException.ForGood(553, "The address cannot be used on an envelope.");
}
