using Storefront.Platform.Callers;
using Storefront.Platform.Links;

namespace Storefront.Features.Accounts.Passkeys;

/// <summary>Tells browsers which hosts of the merchant may use its passkeys (Related Origin Requests of WebAuthn).</summary>
internal static class PasskeyOrigins
{
    public static void MapPasskeyOrigins(this IEndpointRouteBuilder pages) =>
        pages.MapGet(
                "/.well-known/webauthn", (Caller caller, ShopLinks links) => TypedResults.Ok(new RelatedOrigins(links.OriginsOf(caller.Merchant))))
            .ExcludeFromDescription();
}

/// <summary>The origins that may use the passkeys of the host that serves this.</summary>
public sealed record RelatedOrigins(IReadOnlyList<string> Origins);
