using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Merchants.Overview;

internal static class OverviewEndpoint
{
    public static void MapReadOverview(this RouteGroupBuilder api) =>
        api.MapPost("/shop/overview/get", HandleAsync)
            .ForMerchants(ReadOverview.Needs)
            .Takes<ReadOverviewRequest>()
            .WithName("ReadOverview")
            .WithSummary("What became of a period's invitations, and what needs a person now")
            .Produces<Answer<ShopOverviewData>>();

    private static async Task<IResult> HandleAsync(Caller caller, Body<ReadOverviewRequest> body, ReadOverview read, CancellationToken ct) =>
        (await read.RunAsync(caller, body.Value, ct)).ToAnswer(overview => new Answer<ShopOverviewData>("Overview.", new(overview)));
}

/// <summary>An answer with an overview.</summary>
public sealed record ShopOverviewData(ShopOverview Overview);
