using Storefront.Platform.Results;

namespace Storefront.Platform.Identity.Imported;

/// <summary>Refusals of an imported password hash.</summary>
public static class ImportedHashErrors
{
    internal const int LongestHash = 1000;

    public static readonly Refusal Unknown = Refusal.Invalid(
        "password_hash", "hash.unknown", "This password hash is in no known format, or not in the one named.");

    public static readonly Refusal TooCostly = Refusal.Invalid(
        "password_hash", "hash.too_costly", "This password hash takes too long to check. Invite the customer instead.");
}
