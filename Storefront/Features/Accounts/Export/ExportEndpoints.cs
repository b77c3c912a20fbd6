using System.Text.Json;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Links;
using Storefront.Platform.Texts;
using Storefront.Platform.Web.Forms;

namespace Storefront.Features.Accounts.Export;

internal static class ExportEndpoints
{
    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };

    public static void MapExportAccount(this RouteGroupBuilder api) =>
        api.MapPost("/customer/account/export", HandleAsync)
            .ForCustomers()
            .WithName("ExportAccount")
            .WithSummary("Export everything held about the signed-in customer")
            .Produces<Answer<AccountExport>>();

    /// <summary>The two files of the export page. Reading one's own data changes nothing, so a plain link serves them (ADR 0015).</summary>
    public static void MapExportFiles(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(ShopPages.ExportAsJson, JsonFileAsync).RequireAuthorization().WithMetadata(new CountedAttribute()).ExcludeFromDescription();
        pages.MapGet(ShopPages.ExportAsHtml, HtmlFileAsync).RequireAuthorization().WithMetadata(new CountedAttribute()).ExcludeFromDescription();
    }

    private static async Task<IResult> HandleAsync(Caller caller, ExportAccount export, CancellationToken ct) =>
        (await export.RunAsync(caller, ct)).ToAnswer(held => new Answer<AccountExport>("Everything held about you.", held));

    private static async Task<IResult> JsonFileAsync(Caller caller, ExportAccount export, CancellationToken ct)
    {
        var held = (await export.RunAsync(caller, ct)).Value;
        return TypedResults.Stream(
            stream => JsonSerializer.SerializeAsync(stream, held, Indented, ct), "application/json", NameOf(held, caller, "json"));
    }

    private static async Task<IResult> HtmlFileAsync(Caller caller, ExportAccount export, ExportDocument document, CancellationToken ct)
    {
        var held = (await export.RunAsync(caller, ct)).Value;
        return TypedResults.Stream(
            stream => document.WriteAsync(held, caller.Merchant, stream, ct), "text/html; charset=utf-8", NameOf(held, caller, "html"));
    }

    private static string NameOf(AccountExport held, Caller caller, string type) =>
        $"account-{ShopTime.DayInFileName(held.ExportedAt, caller.Merchant)}.{type}";
}
