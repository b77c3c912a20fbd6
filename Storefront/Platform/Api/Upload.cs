using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;

namespace Storefront.Platform.Api;

/// <summary>The body of a request as its bytes: a file, or the JSON that was parsed beside it.</summary>
public sealed record Upload(ReadOnlyMemory<byte> Bytes, bool IsFile)
{
    public static ValueTask<Upload> BindAsync(HttpContext context) => ValueTask.FromResult(
        new Upload(context.Features.GetRequiredFeature<RawBody>().Bytes, ApiFileType.IsSent(context)));

    /// <summary>Tells whether the same bytes came before.</summary>
    public byte[] Fingerprint() => SHA256.HashData(Bytes.Span);
}
