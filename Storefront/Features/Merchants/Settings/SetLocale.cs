using System.Globalization;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Settings;

/// <summary>Sets a merchant's language, time zone and country. What is not named stays unchanged. Visitors see the change within
/// seconds.</summary>
public sealed class SetLocale(MerchantChanges changes)
{
    public async Task<Result<Merchant>> RunAsync(SetLocaleRequest request, CancellationToken ct)
    {
        var problems = new FieldProblems();
        problems.Add("language", Languages.Check(request.Language));
        problems.Add(
            "time-zone",
            request.TimeZone is null || MerchantTimeZone.IsKnown(request.TimeZone) ? null : "Name a time zone such as Europe/Amsterdam.");
        problems.Add("country", request.Country is null || IsCountry(request.Country) ? null : "Name a country by two letters such as NL.");
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        return await changes.SaveAsync(
            request.MerchantId,
            "merchant.locale_changed",
            merchant => [("language", merchant.Language), ("time zone", merchant.TimeZone), ("country", merchant.Country)],
            merchant =>
            {
                (merchant.Language, merchant.TimeZone, merchant.Country) =
                    (request.Language ?? merchant.Language, request.TimeZone ?? merchant.TimeZone, request.Country ?? merchant.Country);
                return Task.CompletedTask;
            },
            ct);
    }

    private static bool IsCountry(string code) =>
        CultureInfo.GetCultures(CultureTypes.SpecificCultures).Any(culture => new RegionInfo(culture.Name).TwoLetterISORegionName == code);
}

/// <summary>Which merchant, and what changes.</summary>
public sealed record SetLocaleRequest(long MerchantId, string? Language, string? TimeZone, string? Country);
