using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Accounts.Deletion;

internal static class DeletionEndpoints
{
    public static void MapDeleteAccount(this RouteGroupBuilder api) =>
        api.MapPost("/customer/account/delete", DeleteAsync)
            .ForCustomers()
            .Takes<DeleteAccountRequest>()
            .Requires("password")
            .WithName("DeleteAccount")
            .WithSummary("Delete customer account")
            .Produces<Answer<string[]>>();

    public static void MapPreviewDeletion(this RouteGroupBuilder api) =>
        api.MapPost("/customer/account/deletion-preview", PreviewAsync)
            .ForCustomers()
            .WithName("PreviewDeletion")
            .WithSummary("Preview what deleting the account erases and keeps")
            .Produces<Answer<DeletionPreviewData>>();

    private static async Task<IResult> DeleteAsync(Caller caller, Body<DeleteAccountRequest> body, DeleteAccount delete, CancellationToken ct) =>
        (await delete.RunAsync(caller, body.Value, ct)).ToAnswer(_ => new Answer<string[]>("Account deleted.", []));

    private static async Task<IResult> PreviewAsync(Caller caller, PreviewDeletion preview, CancellationToken ct) =>
        (await preview.RunAsync(caller, ct)).ToAnswer(counts => new Answer<DeletionPreviewData>("Deletion preview.", DeletionPreviewData.Of(counts)));
}
