using Storefront.Platform.Results;

namespace Storefront.Admin;

/// <summary>Refusals of the admin itself. They are internal: the API returns none of them.</summary>
internal static class AdminErrors
{
    internal static readonly Refusal DeadLink = new(
        RefusalKind.Gone, "admin.dead_link", "This link has been used, or is too old. Ask for a new one.");
    internal static readonly Refusal Unavailable = new(
        RefusalKind.TooMany, "admin.unavailable", "Not available for a moment. Wait a few seconds and try again.");
}
