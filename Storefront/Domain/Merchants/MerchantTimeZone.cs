using System.Text.RegularExpressions;

namespace Storefront.Domain.Merchants;

/// <summary>A merchant's time zone; UTC when the machine does not know the zone, so that formatting a date never fails.</summary>
/// <remarks>A zone is UTC or a name of the IANA database. The machine's zone folder contains more readable files: <c>right/…</c> counts
/// leap seconds; <c>posixrules</c> and <c>localtime</c> depend on the machine.</remarks>
public static partial class MerchantTimeZone
{
    private const string Utc = "UTC";

    // Any of them proves that zone files exist.
    private const string Known = "Europe/Amsterdam";

    /// <summary>Whether this machine has time zone files.</summary>
    public static bool AreKnown => TimeZoneInfo.TryFindSystemTimeZoneById(Known, out _);

    public static TimeZoneInfo Of(Merchant merchant) => Find(merchant.TimeZone) ?? TimeZoneInfo.Utc;

    /// <summary>Whether a name is a zone that this machine knows.</summary>
    public static bool IsKnown(string name) => Find(name) is not null;

    private static TimeZoneInfo? Find(string name) =>
        name == Utc ? TimeZoneInfo.Utc : Place().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    [GeneratedRegex(@"\A(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)(/[A-Za-z0-9_+\-]+){1,2}\z",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
