using Microsoft.AspNetCore.Http.Features;
using Storefront.Platform.Callers;

namespace Storefront.Platform.Web;

/// <summary>Gives a page its caller.</summary>
public static class PageCaller
{
    public static Caller Caller(this HttpContext context) => context.Features.GetRequiredFeature<Caller>();
}
