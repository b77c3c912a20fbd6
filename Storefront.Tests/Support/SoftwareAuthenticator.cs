using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Storefront.Tests.Support;

/// <summary>One passkey and its authenticator in software, with every answer that a browser would refuse to give.</summary>
public sealed class SoftwareAuthenticator(string origin) : IDisposable
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte HasKey = 0x40;
    private static readonly string[] Transports = ["internal"];
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The origin of the page that asks.</summary>
    public string Origin { get; set; } = origin;

    /// <summary>Signs for another relying party than the options name.</summary>
    public string? OtherParty { get; set; }
    public byte[] CredentialId { get; init; } = RandomNumberGenerator.GetBytes(16);
    public uint Counter { get; set; }
    public bool VerifiesUser { get; set; } = true;
    public bool IsCrossOrigin { get; set; }
    public bool SpoilsSignature { get; set; }
    public string? UserHandle { get; set; }

    public static SoftwareAuthenticator At(Shop shop) => new($"https://{shop.Host}");

    /// <summary>Answers creation options with a new credential.</summary>
    public string Create(JsonElement options)
    {
        UserHandle ??= options.GetProperty("user").GetProperty("id").GetString();
        byte[] authenticator =
        [
            .. Head(options.GetProperty("rp").GetProperty("id").GetString()!, HasKey), .. new byte[16], 0, (byte)CredentialId.Length,
            .. CredentialId, .. PublicKey()
        ];
        byte[] attestation = [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), .. Bytes(authenticator)];
        return Answer(new
        {
            clientDataJSON = Encode(ClientData("webauthn.create", options)),
            attestationObject = Encode(attestation),
            transports = Transports,
        });
    }

    /// <summary>Answers request options with a signature.</summary>
    public string Get(JsonElement options)
    {
        Counter++;
        var authenticator = Head(options.GetProperty("rpId").GetString()!, 0);
        var client = ClientData("webauthn.get", options);
        var signature = _key.SignData(
            [.. authenticator, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        if (SpoilsSignature)
        {
            signature = _key.SignData([1], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }

        return Answer(new
        {
            clientDataJSON = Encode(client),
            authenticatorData = Encode(authenticator),
            signature = Encode(signature),
            userHandle = UserHandle,
        });
    }

    public void Dispose() => _key.Dispose();

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private string Answer(object response) => JsonSerializer.Serialize(
        new { id = Encode(CredentialId), rawId = Encode(CredentialId), type = "public-key", response, clientExtensionResults = new { } });

    private byte[] ClientData(string type, JsonElement options) => JsonSerializer.SerializeToUtf8Bytes(
        new { type, challenge = options.GetProperty("challenge").GetString(), origin = Origin, crossOrigin = IsCrossOrigin });

    private byte[] Head(string party, byte flags)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, Counter);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(OtherParty ?? party)), (byte)(Present | (VerifiesUser ? Verified : 0) | flags), .. counter];
    }

    // COSE: an elliptic curve key (1: 2) for ES256 (3: -7) on P-256 (-1: 1), with x (-2) and y (-3).
    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, .. Bytes(point.X!), 0x22, .. Bytes(point.Y!)];
    }

    private static byte[] Text(string text) => [(byte)(0x60 | text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Bytes(byte[] bytes) => bytes.Length < 256
        ? [0x58, (byte)bytes.Length, .. bytes]
        : [0x59, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
}
