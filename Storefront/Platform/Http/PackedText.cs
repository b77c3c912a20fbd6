using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Storefront.Platform.Http;

/// <summary>A frequently served text: compressed once per encoding, and not sent again to a client that has it (ETag).</summary>
public sealed class PackedText
{
    private readonly byte[] _plain;
    private readonly byte[] _brotli;
    private readonly byte[] _gzip;

    // Weak, because it identifies the text in every encoding.
    private readonly EntityTagHeaderValue _tag;

    public PackedText(string text)
    {
        _plain = Encoding.UTF8.GetBytes(text);
        _tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(_plain))[..16]}\"", isWeak: true);
        _brotli = Packed(stream => new BrotliStream(stream, CompressionLevel.SmallestSize));
        _gzip = Packed(stream => new GZipStream(stream, CompressionLevel.SmallestSize));
    }

    /// <summary>Writes the text in the smallest encoding the client accepts, or 304 when the client has it.</summary>
    public Task WriteAsync(HttpContext context, string type)
    {
        (context.Response.Headers.ETag, context.Response.Headers.Vary) = (_tag.ToString(), HeaderNames.AcceptEncoding);
        if (context.Request.GetTypedHeaders().IfNoneMatch
            .Any(held => held.Equals(EntityTagHeaderValue.Any) || held.Compare(_tag, useStrongComparison: false)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var (content, encoding) = Takes(context.Request, "br") ? (_brotli, "br") : Takes(context.Request, "gzip") ? (_gzip, "gzip") : (_plain, null);
        var headers = context.Response.Headers;
        (headers.ContentType, headers.ContentEncoding, headers.ContentLength) = (type, encoding, content.Length);
        return context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    private static bool Takes(HttpRequest request, string encoding) =>
        request.GetTypedHeaders().AcceptEncoding
            .Any(taken => taken.Quality is null or > 0 && taken.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase));

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
