namespace Storefront.Domain.Values;

/// <summary>Guesses the large mail provider that a mistyped domain stands for.</summary>
/// <remarks>One wrong, missing, doubled or swapped letter counts as mistyped. A domain of the list itself is never a typing error.</remarks>
public static class MailDomainTypos
{
    private static readonly string[] _known =
    [
        "gmail.com", "googlemail.com", "hotmail.com", "hotmail.nl", "hotmail.de", "hotmail.fr", "hotmail.be", "hotmail.co.uk", "hotmail.it",
        "outlook.com", "outlook.de", "outlook.fr", "outlook.be", "live.nl", "live.com", "live.be", "live.fr", "live.de", "msn.com", "yahoo.com",
        "yahoo.de", "yahoo.fr", "yahoo.nl", "yahoo.co.uk", "icloud.com", "me.com", "mac.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.com",
        "web.de", "t-online.de", "freenet.de", "ziggo.nl", "kpnmail.nl", "planet.nl", "xs4all.nl", "home.nl", "upcmail.nl", "telenet.be",
        "skynet.be", "proximus.be", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "laposte.net", "proton.me", "protonmail.com", "aol.com",
        "mail.com", "mail.de", "email.de", "email.com", "arcor.de", "posteo.de", "mailbox.org", "bluewin.ch",
    ];

    // So short that other real domains differ by one letter.
    private const int Shortest = 8;

    /// <summary>The domain that was probably meant, or null.</summary>
    public static string? Guess(string domain)
    {
        if (_known.Contains(domain, StringComparer.Ordinal))
        {
            return null;
        }

        return Array.Find(_known, known => known.Length >= Shortest && IsOneSlip(domain, known))
            ?? Array.Find(_known, known => EndsWrongly(domain, known));
    }

    // Dots and top-level domains are mistyped too: "gmail.con", "gmailcom", "web.d".
    private static bool EndsWrongly(string domain, string known)
    {
        var dot = known.LastIndexOf('.');
        return domain.StartsWith(known[..(dot + 1)], StringComparison.Ordinal) && domain.Length > dot && IsOneSlip(domain[dot..], known[dot..])
            && domain[dot..] is ".con" or ".cm" or ".om" or ".cmo" or ".d" or ".n" or ".ner" or ".f";
    }

    private static bool IsOneSlip(string given, string known)
    {
        var same = given.Zip(known).TakeWhile(pair => pair.First == pair.Second).Count();
        var (a, b) = (given[same..], known[same..]);
        return (a.Length - b.Length) switch
        {
            1 => a[1..] == b,
            -1 => a == b[1..],
            0 => a.Length > 0 && (a[1..] == b[1..] || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..])),
            _ => false,
        };
    }
}
