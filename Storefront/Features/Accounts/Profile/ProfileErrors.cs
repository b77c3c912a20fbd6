using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Profile;

/// <summary>Refusals of a profile change that are not about the form of a field.</summary>
public static class ProfileErrors
{
    public static readonly Refusal ChangedMeanwhile = new(
        RefusalKind.Conflict, "profile.changed_meanwhile",
        "Somebody has saved other values since you opened this form, perhaps you in another tab. Compare, and save again to keep yours.");
}
