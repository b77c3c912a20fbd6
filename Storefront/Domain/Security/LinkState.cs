namespace Storefront.Domain.Security;

/// <summary>The seven states of a mailed link: one usable, six ended or unknown.</summary>
public enum LinkState
{
    Unknown,
    Usable,
    Used,
    Expired,
    Superseded,
    Revoked,
    Declined,
}
