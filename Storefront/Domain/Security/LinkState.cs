namespace Storefront.Domain.Security;

/// <summary>The seven endings of a mailed link.</summary>
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
