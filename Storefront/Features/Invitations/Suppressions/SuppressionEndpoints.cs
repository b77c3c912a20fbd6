using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using SuppressionPage = Storefront.Platform.Api.Paginator<Storefront.Features.Invitations.Suppressions.SuppressionSummary>;

namespace Storefront.Features.Invitations.Suppressions;

internal static class SuppressionEndpoints
{
    private const string ListPath = "/customers/suppressions/all";

    public static void MapSuppressions(this RouteGroupBuilder api)
    {
        api.MapPost(ListPath, ListAsync)
            .ForMerchants(ListSuppressions.Needs)
            .Takes<ListSuppressionsRequest>()
            .WithName("ListSuppressions")
            .WithSummary("Addresses that invitations do not go to, masked")
            .Produces<Answer<SuppressionPage>>();
        api.MapPost("/customers/suppressions/add", AddAsync)
            .ForMerchants(AddSuppression.Needs)
            .Takes<AddSuppressionRequest>()
            .Requires("email")
            .WithName("AddSuppression")
            .WithSummary("Keep invitations from going to an address")
            .Produces<Answer<SuppressionData>>();
        api.MapPost("/customers/suppressions/remove", RemoveAsync)
            .ForMerchants(RemoveSuppression.Needs)
            .Takes<RemoveSuppressionRequest>()
            .Requires("email")
            .WithName("RemoveSuppression")
            .WithSummary("Let invitations go to an address again")
            .Produces<Answer<string[]>>();
    }

    private static async Task<IResult> ListAsync(Caller caller, Body<ListSuppressionsRequest> body, ListSuppressions list, CancellationToken ct) =>
        (await list.RunAsync(caller, body.Value, ct)).ToAnswer(page => new Answer<SuppressionPage>(
            "Suppressions.", SuppressionPage.Of(page, ApiKernel.BasePath + ListPath)));

    private static async Task<IResult> AddAsync(Caller caller, Body<AddSuppressionRequest> body, AddSuppression add, CancellationToken ct) =>
        (await add.RunAsync(caller, body.Value, ct)).ToAnswer(row => new Answer<SuppressionData>("Address suppressed.", new(row)));

    private static async Task<IResult> RemoveAsync(
        Caller caller, Body<RemoveSuppressionRequest> body, RemoveSuppression remove, CancellationToken ct) =>
        (await remove.RunAsync(caller, body.Value, ct)).ToAnswer(_ => new Answer<string[]>("Address allowed.", []));
}
