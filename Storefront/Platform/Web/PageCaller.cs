using Microsoft.AspNetCore.Http.Features;
using Storefront.Platform.Callers;

namespace Storefront.Platform.Web;

/// <summary>Lets a page ask who is looking at it.</summary>
public static class PageCaller
{
    public static Caller Caller(this HttpContext context) => context.Features.GetRequiredFeature<Caller>();
}
