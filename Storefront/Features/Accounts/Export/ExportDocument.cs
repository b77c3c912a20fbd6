using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Storefront.Platform.Texts;

namespace Storefront.Features.Accounts.Export;

/// <summary>Writes an export as one self-contained HTML file: readable for years, without a network, in the current language, without
/// script.</summary>
/// <remarks>Written in pieces that are not kept. The file's own content security policy forbids script wherever it is opened.</remarks>
public sealed class ExportDocument(IServiceProvider services, ILoggerFactory loggers, IStringLocalizer<Sentences> texts)
{
    private const int Portion = 50;
    private const string Style = """
        body {
          max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif;
          color: #1d1b19; background: #fff; overflow-wrap: anywhere
        }
        h2 { margin-top: 2.5rem } h3 { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid #ccc }
        dl div { display: grid; grid-template-columns: minmax(8rem, 1fr) 2fr; gap: 0 1rem } dd { margin: 0 }
        table { width: 100%; border-collapse: collapse }
        th, td { padding: .4rem .6rem .4rem 0; text-align: start; vertical-align: top; border-bottom: 1px solid #ddd }
        th { overflow-wrap: normal } address { font-style: normal }
        @media (max-width: 40rem) {
          dl div { display: block; margin-bottom: .5rem } dt { color: #57534e }
          thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
          table, tbody, tr, td { display: block } tr { padding: .5rem 0; border-bottom: 1px solid #ccc }
          td { padding: .1rem 0; border: 0 } td:empty { display: none } td::before { content: attr(data-label) ": "; color: #57534e }
        }
        """;

    public async Task WriteAsync(AccountExport export, Merchant merchant, Stream stream, CancellationToken ct)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await writer.WriteAsync(Opening(merchant));
        await writer.WriteAsync(await RenderAsync<ExportedPerson>(new() { ["Export"] = export, ["Merchant"] = merchant }));
        await foreach (var orders in export.Orders.Chunk(Portion).WithCancellation(ct))
        {
            await writer.WriteAsync(await RenderAsync<ExportedOrders>(new() { ["Orders"] = orders, ["Merchant"] = merchant }));
            await writer.FlushAsync(ct);
        }

        await writer.WriteAsync("</main>\n</body>\n</html>\n");
    }

    private string Opening(Merchant merchant) => $"""
        <!DOCTYPE html>
        <html lang="{CultureInfo.CurrentUICulture.Name}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{WebUtility.HtmlEncode(texts["Everything {0} holds about you", merchant.Name])}</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        """;

    // A renderer per document: a renderer keeps what it rendered for as long as it lives.
    private async Task<string> RenderAsync<T>(Dictionary<string, object?> parameters)
        where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
