namespace Storefront.Platform.Identity;

/// <summary>A customer who has just signed in, and the session's secret: a bearer token or the cookie's value.</summary>
public sealed record SignedIn(Customer Customer, string Secret);
