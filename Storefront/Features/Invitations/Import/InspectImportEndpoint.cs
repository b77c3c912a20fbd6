using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Invitations.Import;

internal static class InspectImportEndpoint
{
    /// <summary>The maximum number of bytes of an uploaded table.</summary>
    public const int LargestFile = 8 * 1024 * 1024;

    public static void MapInspectImport(this RouteGroupBuilder api) =>
        api.MapPost("/customers/import/inspect", HandleAsync)
            .ForMerchants(InspectImport.Needs)
            .TakesFile<InspectImportRequest>(LargestFile)
            .WithName("InspectImport")
            .WithSummary("What a customer export is, and how it would be read; nothing is stored or sent")
            .Produces<Answer<InspectedFileData>>();

    private static async Task<IResult> HandleAsync(
        Caller caller, Body<InspectImportRequest> options, Upload upload, InspectImport inspect, CancellationToken ct) =>
        (await inspect.RunAsync(caller, options.Value, upload.Bytes, ct)).ToAnswer(
            file => new Answer<InspectedFileData>("File read.", new(file)));
}

/// <summary>The answer's data: the file.</summary>
public sealed record InspectedFileData(InspectedFile File);
