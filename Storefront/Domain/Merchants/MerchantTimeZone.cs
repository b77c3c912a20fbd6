using System.Text.RegularExpressions;

namespace Storefront.Domain.Merchants;

/// <summary>The time zone a shop lives by; UTC where the machine does not know the zone, so that nothing fails for want of a date.</summary>
/// <remarks>A zone is UTC or a place of the IANA database. The machine's folder of zones holds more that can be read as one: <c>right/…</c> counts
/// leap seconds, <c>posixrules</c> and <c>localtime</c> are whatever this machine has.</remarks>
public static partial class MerchantTimeZone
{
    private const string Utc = "UTC";

    // Any of them says that there are zones at all.
    private const string Known = "Europe/Amsterdam";

    /// <summary>Whether this machine has the files of the time zones.</summary>
    public static bool AreKnown => TimeZoneInfo.TryFindSystemTimeZoneById(Known, out _);

    public static TimeZoneInfo Of(Merchant merchant) => Find(merchant.TimeZone) ?? TimeZoneInfo.Utc;

    /// <summary>Whether a name is that of a zone which this machine knows.</summary>
    public static bool IsKnown(string name) => Find(name) is not null;

    private static TimeZoneInfo? Find(string name) =>
        name == Utc ? TimeZoneInfo.Utc : Place().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    [GeneratedRegex(@"\A(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)(/[A-Za-z0-9_+\-]+){1,2}\z",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
