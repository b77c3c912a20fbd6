using Microsoft.AspNetCore.Http.Features;

namespace Storefront.Platform.Api;

/// <summary>The request of an endpoint, parsed and checked for form by <see cref="ApiBodies"/>.</summary>
public sealed record Body<T>(T Value)
    where T : class
{
    public static ValueTask<Body<T>> BindAsync(HttpContext context) =>
        ValueTask.FromResult(new Body<T>((T)context.Features.GetRequiredFeature<ParsedBody>().Value));
}

/// <summary>Carries the parsed body to the endpoint.</summary>
internal sealed record ParsedBody(object Value);
