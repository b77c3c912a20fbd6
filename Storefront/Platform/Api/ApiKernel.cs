using Storefront.Platform.Api.Idempotency;

namespace Storefront.Platform.Api;

/// <summary>Registers the API: its base path, its middleware, and the extensions that declare an endpoint's audience and body.</summary>
public static class ApiKernel
{
    public const string BasePath = "/api/services/webshop/v1";

    public static IServiceCollection AddApiKernel(this IServiceCollection services) => services
        .AddScoped<BearerTokens>()
        .AddScoped<IdempotencyStore>()
        .AddSingleton<RunningRequests>()
        .AddSingleton<ApiRoutes>();

    /// <summary>Whether a request belongs to the API, decided before routing.</summary>
    public static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds the envelope to every later answer, including that of an unknown host.</summary>
    public static void UseApiOutcome(this IApplicationBuilder app) => app.UseWhen(IsApi, api => api.UseMiddleware<ApiOutcome>());

    /// <summary>Checks callers and bodies once the route is known.</summary>
    public static void UseApiChecks(this IApplicationBuilder app) => app.UseWhen(IsApi, api =>
    {
        api.UseMiddleware<CorsMiddleware>();
        api.UseMiddleware<ApiCallers>();
        api.UseMiddleware<ApiBodies>();
        api.UseMiddleware<IdempotencyMiddleware>();
        api.UseMiddleware<ApiRequests>();
    });

    public static RouteHandlerBuilder ForAnybody(this RouteHandlerBuilder endpoint) => endpoint.For(new(ApiAudienceKind.Public));

    /// <summary>Marks an endpoint that answers the same at every merchant and reads only the path.</summary>
    public static RouteHandlerBuilder ForAnybodyAnywhere(this RouteHandlerBuilder endpoint) =>
        endpoint.For(new(ApiAudienceKind.Public, NamesShop: false));

    public static RouteHandlerBuilder ForCustomers(this RouteHandlerBuilder endpoint) => endpoint.For(new(ApiAudienceKind.Customer));

    public static RouteHandlerBuilder ForMerchants(this RouteHandlerBuilder endpoint, Ability ability) =>
        endpoint.For(new(ApiAudienceKind.Merchant, ability));

    /// <summary>Marks an endpoint that only reads, although the ability it needs allows more; it takes no idempotency key.</summary>
    public static RouteHandlerBuilder ForMerchantsToRead(this RouteHandlerBuilder endpoint, Ability ability) =>
        endpoint.For(new(ApiAudienceKind.Merchant, ability, OnlyReads: true));

    /// <summary>Marks an endpoint for every merchant token, whatever its abilities.</summary>
    public static RouteHandlerBuilder ForAnyToken(this RouteHandlerBuilder endpoint) => endpoint.For(new(ApiAudienceKind.Merchant));

    /// <summary>Declares the request type; the body is read strictly before the endpoint runs.</summary>
    public static RouteHandlerBuilder Takes<TRequest>(this RouteHandlerBuilder endpoint, int largestBody = StrictJson.MaxBytes)
        where TRequest : class => endpoint.WithMetadata(new ApiBodyType(typeof(TRequest), largestBody));

    /// <summary>Documents the fields without which a request is refused; the operation checks them.</summary>
    public static RouteHandlerBuilder Requires(this RouteHandlerBuilder endpoint, params string[] fields) =>
        endpoint.WithMetadata(new RequiredFields(fields));

    /// <summary>Declares that the body may be a CSV file, with the request's fields in the query.</summary>
    public static RouteHandlerBuilder TakesFile<TRequest>(this RouteHandlerBuilder endpoint, int largestBody)
        where TRequest : class => endpoint.WithMetadata(new ApiFileType(typeof(TRequest), largestBody));

    private static RouteHandlerBuilder For(this RouteHandlerBuilder endpoint, ApiAudience audience)
    {
        if (audience.Kind != ApiAudienceKind.Public)
        {
            endpoint.Produces<ErrorAnswer>(StatusCodes.Status401Unauthorized);
        }

        if (audience.Ability is not null)
        {
            endpoint.Produces<ErrorAnswer>(StatusCodes.Status403Forbidden);
        }

        if (audience.IsWrite)
        {
            endpoint.Produces<ErrorWithDataAnswer>(StatusCodes.Status400BadRequest).Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);
        }

        return endpoint.WithEveryAnswer(audience);
    }

    private static RouteHandlerBuilder WithEveryAnswer(this RouteHandlerBuilder endpoint, ApiAudience audience) => endpoint
        .WithMetadata(audience)
        .WithTags(audience.Kind.ToString())
        .DisableAntiforgery()
        .Produces<ErrorAnswer>(StatusCodes.Status413PayloadTooLarge)
        .Produces<ErrorAnswer>(StatusCodes.Status415UnsupportedMediaType)
        .Produces<InvalidAnswer>(StatusCodes.Status422UnprocessableEntity)
        .Produces<ErrorAnswer>(StatusCodes.Status429TooManyRequests)
        .Produces<ErrorWithDataAnswer>(StatusCodes.Status500InternalServerError)
        .Produces<ErrorAnswer>(StatusCodes.Status503ServiceUnavailable);
}

/// <summary>The request type of an endpoint. It is not the framework's metadata, because with that the router answers 415 before
/// 401.</summary>
public sealed record ApiBodyType(Type Type, int LargestBody);

/// <summary>The fields without which an endpoint refuses a request, by their names in the API.</summary>
public sealed record RequiredFields(IReadOnlyList<string> Names);
