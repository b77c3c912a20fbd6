using Storefront.Platform.Links;

namespace Storefront.Features.Accounts.Passwords;

/// <summary>Leads browsers and password managers from the well-known address to the page that changes a password.</summary>
internal static class ChangePasswordAddress
{
    public static void MapChangePasswordAddress(this IEndpointRouteBuilder pages) =>
        pages.MapGet("/.well-known/change-password", () => TypedResults.Redirect(ShopPages.Password)).ExcludeFromDescription();
}
