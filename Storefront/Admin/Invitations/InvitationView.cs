using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Storefront.Features.Invitations;
using Storefront.Features.Invitations.Browse;

namespace Storefront.Admin.Invitations;

/// <summary>What the screen of invitations shows, as it stands in the address: the tab, the search, the order, the page, and the open
/// invitation.</summary>
public sealed record InvitationView
{
    public const int PageSize = 25;
    private const string All = "all";

    /// <summary>The tabs, in their order; the first is where the screen begins.</summary>
    public static readonly IReadOnlyList<string> Tabs = ["pending", "bounced", "expired", "accepted", All];

    public string Tab { get; init; } = Tabs[0];
    public string Search { get; init; } = "";
    public string Sort { get; init; } = "";
    public bool IsAscending { get; init; }
    public int Page { get; init; } = 1;
    public long? Open { get; init; }

    /// <summary>Reads the values of an address; what is not known there counts as absent.</summary>
    public static InvitationView Of(string? tab, string? search, string? sort, string? order, int? page, long? open) => new()
    {
        Tab = Tabs.FirstOrDefault(known => known == tab) ?? Tabs[0],
        Search = search ?? "",
        Sort = InvitationColumns.Keys.FirstOrDefault(known => known == sort) ?? "",
        IsAscending = order == "asc",
        Page = Math.Max(1, page ?? 1),
        Open = open,
    };

    /// <summary>The address of this view at a shop.</summary>
    public string At(long shopId)
    {
        var query = new QueryBuilder();
        Add("tab", Tab == Tabs[0] ? "" : Tab);
        Add("q", Search);
        Add("sort", Sort);
        Add("order", Sort.Length > 0 && IsAscending ? "asc" : "");
        Add("page", Page == 1 ? "" : Page.ToString(CultureInfo.InvariantCulture));
        Add("id", Open?.ToString(CultureInfo.InvariantCulture) ?? "");
        return AdminPages.Of(shopId, InvitationsPage.ScreenName) + query;

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                query.Add(name, value);
            }
        }
    }

    /// <summary>How many rows each tab has.</summary>
    public static IReadOnlyDictionary<string, int> CountsOf(InvitationCounts counts) => new Dictionary<string, int>
    {
        ["pending"] = counts.Pending,
        ["bounced"] = counts.Bounced,
        ["expired"] = counts.Expired,
        ["accepted"] = counts.Accepted,
        [All] = counts.Pending + counts.Accepted + counts.Declined + counts.Expired + counts.Revoked,
    };

    /// <summary>The rows of this view.</summary>
    public ListInvitationsRequest ToRequest() => new()
    {
        Page = Page,
        PerPage = PageSize,
        Status = Tab is "pending" or "expired" or "accepted" ? [Tab] : null,
        Delivery = Tab == "bounced" ? [Tab] : null,
        SearchQuery = Search.Length == 0 ? null : Search,
        SortKey = Sort.Length == 0 ? null : Sort,
        SortOrder = Sort.Length == 0 ? null : IsAscending ? "asc" : "desc",
    };

    /// <summary>Whether both show the same rows, whatever invitation is open.</summary>
    public bool HasRowsOf(InvitationView other) => this with { Open = null } == other with { Open = null };
}

/// <summary>The columns that sort, by the name of their property and the API's key.</summary>
internal static class InvitationColumns
{
    private static readonly (string Property, string Key)[] Known =
    [
        (nameof(InvitationSummary.Email), "email"),
        (nameof(InvitationSummary.CreatedAt), "created_at"),
        (nameof(InvitationSummary.ExpiresAt), "expires_at"),
    ];

    public static IEnumerable<string> Keys => Known.Select(column => column.Key);

    public static string KeyOf(string? property) => Known.FirstOrDefault(column => column.Property == property).Key ?? "";

    public static string? PropertyOf(string key) => Known.FirstOrDefault(column => column.Key == key).Property;
}
