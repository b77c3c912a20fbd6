using System.IO.Compression;

namespace Load;

/// <summary>The sizes of the pages, uncompressed and compressed.</summary>
internal static class Weights
{
    public static async Task<IReadOnlyList<(string Page, int Plain, int Compressed)>> OfAsync(Shop shop)
    {
        using var line = await Connection.OpenAsync(shop.Server.Port);
        List<(string, int, int)> weights = [];
        foreach (var (name, traffic) in new[]
        {
            ("sign-in page", shop.SignInPage()), ("accept page", await shop.AcceptPageAsync()), ("account page", shop.AccountPage())
        })
        {
            await line.AskAsync(traffic.Next()!.Value);
            var html = System.Text.Encoding.UTF8.GetBytes(line.Body);
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            {
                await gzip.WriteAsync(html);
            }

            weights.Add((name, html.Length, (int)packed.Length));
        }

        return weights;
    }
}
