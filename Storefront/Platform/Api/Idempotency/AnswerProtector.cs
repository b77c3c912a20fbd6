using System.Security.Cryptography;
using System.Text;

namespace Storefront.Platform.Api.Idempotency;

/// <summary>Derives from a bearer token the HMACs of a request and the key that encrypts its answer.</summary>
/// <remarks>The server stores only the token's hash, so a copy of the database reveals neither requests nor answers.</remarks>
public sealed class AnswerProtector
{
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[] _marks;
    private readonly byte[] _encryption;

    public AnswerProtector(string token)
    {
        var secret = Encoding.UTF8.GetBytes(token);
        _marks = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeySize, info: "storefront idempotency marks"u8.ToArray());
        _encryption = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeySize, info: "storefront idempotency answers"u8.ToArray());
    }

    /// <summary>The HMAC of a key at a path.</summary>
    public byte[] MarkOf(string path, string key) => HMACSHA256.HashData(_marks, Encoding.UTF8.GetBytes($"key\n{path}\n{key}"));

    /// <summary>The HMAC of a body.</summary>
    public byte[] MarkOf(ReadOnlySpan<byte> body) => HMACSHA256.HashData(_marks, (byte[])[.. "body\n"u8, .. body]);

    /// <summary>Encrypts an answer; it can be decrypted only for the claim with this HMAC.</summary>
    public byte[] Encrypt(ReadOnlySpan<byte> answer, byte[] mark)
    {
        var content = new byte[NonceSize + TagSize + answer.Length];
        var (nonce, tag, cipher) = Parts(content);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(_encryption, TagSize);
        aes.Encrypt(nonce.Span, answer, cipher.Span, tag.Span, mark);
        return content;
    }

    /// <summary>Decrypts the result of <see cref="Encrypt"/>.</summary>
    /// <exception cref="CryptographicException">It was changed, or belongs to another claim.</exception>
    public byte[] Decrypt(byte[] content, byte[] mark)
    {
        var (nonce, tag, cipher) = Parts(content);
        var answer = new byte[cipher.Length];
        using var aes = new AesGcm(_encryption, TagSize);
        aes.Decrypt(nonce.Span, cipher.Span, tag.Span, answer, mark);
        return answer;
    }

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Cipher) Parts(byte[] content) =>
        (content.AsMemory(0, NonceSize), content.AsMemory(NonceSize, TagSize), content.AsMemory(NonceSize + TagSize));
}
