using System.Net.Http.Headers;
using System.Text;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Import;

/// <summary>Files as merchants send them.</summary>
internal static class ExportFile
{
    public const string Inspect = "customers/import/inspect";

    /// <summary>The people of every export in the folder, in order.</summary>
    public static readonly string[] Names =
    [
        "Zoë van den Berg", "Jürgen Müller-Lüdenscheidt", "François L'Hôpital-d'Étampes", "Siân O'Brien", "Åse Kjærgård", "Anneke 't Hooft",
        "José Mª Núñez Ibáñez", "Renée Weiß",
    ];

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Features/Invitations/Import/Files", name));

    public static HttpContent Csv(byte[] bytes, string type = "text/csv")
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    public static HttpContent Csv(string text) => Csv(Encoding.UTF8.GetBytes(text));

    public static Task<ApiAnswer> InspectAsync(this Shop shop, byte[] bytes, string query = "") =>
        shop.MerchantApi.PostRawAsync(Inspect + query, Csv(bytes));

    public static Task<ApiAnswer> InspectAsync(this Shop shop, string text, string query = "") =>
        shop.InspectAsync(Encoding.UTF8.GetBytes(text), query);
}
