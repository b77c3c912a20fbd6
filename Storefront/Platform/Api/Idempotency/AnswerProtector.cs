using System.Security.Cryptography;
using System.Text;

namespace Storefront.Platform.Api.Idempotency;

/// <summary>Derives from a bearer token what stands for a request in the database, and the key that encrypts its answer.</summary>
/// <remarks>The server keeps the token's hash alone, so whoever has the database can neither find out what was sent nor read what was answered.</remarks>
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

    /// <summary>What stands for a key at a path.</summary>
    public byte[] MarkOf(string path, string key) => HMACSHA256.HashData(_marks, Encoding.UTF8.GetBytes($"key\n{path}\n{key}"));

    /// <summary>What stands for a body.</summary>
    public byte[] MarkOf(ReadOnlySpan<byte> body) => HMACSHA256.HashData(_marks, (byte[])[.. "body\n"u8, .. body]);

    /// <summary>Encrypts an answer; it can be read for the claim of this mark alone.</summary>
    public byte[] Encrypt(ReadOnlySpan<byte> answer, byte[] mark)
    {
        var content = new byte[NonceSize + TagSize + answer.Length];
        var (nonce, tag, cipher) = Parts(content);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(_encryption, TagSize);
        aes.Encrypt(nonce.Span, answer, cipher.Span, tag.Span, mark);
        return content;
    }

    /// <summary>Decrypts what <see cref="Encrypt"/> made.</summary>
    /// <exception cref="CryptographicException">It was changed, or is another claim's.</exception>
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
