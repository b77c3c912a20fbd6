using System.Globalization;
using Storefront.Features.Invitations.Bulk;
using Storefront.Platform.Texts;

namespace Storefront.Admin.Bulk;

/// <summary>What a member chooses for a list of invitations.</summary>
public sealed class BulkForm
{
    public const string Auto = "auto";

    /// <summary>The field by heading; an empty one leaves the column out.</summary>
    public Dictionary<string, string> Mapping { get; } = [];

    public string? Locale { get; set; }
    public string? Message { get; set; }
    public string? Days { get; set; }
    public string? Pace { get; set; } = Auto;
    public string? OnExisting { get; set; } = "skip";

    /// <summary>The shop's local time before which nothing is mailed, as the browser's field writes it.</summary>
    public string? NotBefore { get; set; }

    /// <summary>The request as the API takes it.</summary>
    public BulkInviteRequest ToRequest(Merchant merchant, bool isDryRun, bool allowsRepeat = false) => new()
    {
        DryRun = isDryRun,
        AllowRepeat = allowsRepeat,
        OnExisting = OnExisting,
        Pace = string.IsNullOrWhiteSpace(Pace) ? Auto : Pace.Trim(),
        Locale = string.IsNullOrEmpty(Locale) ? null : Locale,
        Message = Message,
        ExpiresInDays = string.IsNullOrWhiteSpace(Days) ? null : int.TryParse(Days, CultureInfo.InvariantCulture, out var days) ? days : 0,
        NotBefore = Start(merchant),
        Mapping = Mapping.Count == 0 ? null : Mapping,
    };

    private DateTimeOffset? Start(Merchant merchant) =>
        DateTime.TryParse(NotBefore, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, ShopTime.ZoneOf(merchant).GetUtcOffset(local)) : null;
}
