using Storefront.Platform.Results;

namespace Storefront.Features.Accounts;

/// <summary>Refusals of a mailed link to an account, one per ended state.</summary>
public static class AccountLinkErrors
{
    public static readonly Refusal Unknown = new(RefusalKind.Gone, "link.unknown", "This link is not known here.");
    public static readonly Refusal Used = new(RefusalKind.Gone, "link.used", "This link has been used already.");
    public static readonly Refusal Expired = new(RefusalKind.Gone, "link.expired", "This link has expired.");
    public static readonly Refusal Superseded = new(RefusalKind.Gone, "link.superseded", "A newer link has been mailed since; only that one works.");

    /// <summary>The refusal for a link's state; null while the link is usable.</summary>
    public static Refusal? Of(LinkState state) => state switch
    {
        LinkState.Usable => null,
        LinkState.Used => Used,
        LinkState.Expired => Expired,
        LinkState.Superseded => Superseded,
        _ => Unknown,
    };
}
