using Storefront.Platform.Results;

namespace Storefront.Platform.Api;

/// <summary>The refusals that every endpoint can return.</summary>
public static class ApiErrors
{
    public static readonly Refusal Unauthenticated = new(RefusalKind.Unauthenticated, "auth.unauthenticated", "Unauthenticated.");
    public static readonly Refusal Forbidden = new(RefusalKind.Forbidden, "auth.forbidden", "This token may not do that.");
    public static readonly Refusal UnknownProject = Refusal.Invalid("project_id", "project.unknown", "There is no such shop here.");
    public static readonly Refusal NoProject = Refusal.Invalid("project_id", "project.required", "Name the shop by its number.");

    public static readonly Refusal TooManyRequests = Refusal.TooMany("rate.limited", "Too many requests. Slow down.");
}
