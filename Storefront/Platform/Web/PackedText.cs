using System.IO.Compression;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Storefront.Platform.Web;

/// <summary>A text that is served often: packed once in every encoding browsers take.</summary>
public sealed class PackedText
{
    private readonly byte[] _plain;
    private readonly byte[] _brotli;
    private readonly byte[] _gzip;

    public PackedText(string text)
    {
        _plain = Encoding.UTF8.GetBytes(text);
        _brotli = Packed(stream => new BrotliStream(stream, CompressionLevel.SmallestSize));
        _gzip = Packed(stream => new GZipStream(stream, CompressionLevel.SmallestSize));
    }

    /// <summary>Writes the text in the smallest form the client takes.</summary>
    public Task WriteAsync(HttpContext context, string type)
    {
        var (content, encoding) = Takes(context.Request, "br") ? (_brotli, "br") : Takes(context.Request, "gzip") ? (_gzip, "gzip") : (_plain, null);
        var headers = context.Response.Headers;
        (headers.ContentType, headers.ContentEncoding, headers.Vary, headers.ContentLength) = (type, encoding, HeaderNames.AcceptEncoding, content.Length);
        return context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    private static bool Takes(HttpRequest request, string encoding) =>
        request.GetTypedHeaders().AcceptEncoding.Any(taken => taken.Quality is null or > 0 && taken.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase));

    private byte[] Packed(Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var stream = packer(packed))
        {
            stream.Write(_plain);
        }

        return packed.ToArray();
    }
}
