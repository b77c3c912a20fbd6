using System.Security.Cryptography;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;

namespace Storefront.Platform.Mail.Signing;

/// <summary>A DKIM key of a merchant's domain (RFC 6376): signs mails, and names the DNS record that verifies them.</summary>
/// <remarks>RSA with 2048 bits: every receiver verifies it, which is not so for Ed25519 (RFC 8463).</remarks>
public sealed class SigningKey
{
    private const int Bits = 2048;
    private const int SelectorBytes = 5;

    // A header that is named here and missing in the mail cannot be added without breaking the signature.
    private static readonly HeaderId[] Signed =
    [
        HeaderId.From, HeaderId.To, HeaderId.ReplyTo, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId,
        HeaderId.ContentType, HeaderId.ListUnsubscribe,
    ];

    private readonly AsymmetricKeyParameter _key;

    public SigningKey(string domain, byte[] privateKey)
    {
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(privateKey, out _);
        var publicKey = rsa.ExportSubjectPublicKeyInfo();
        Domain = domain;
        PublicKey = Convert.ToBase64String(publicKey);

        // Derived from the key: a new key has a new record, so mails on their way stay verifiable.
        Selector = "sf" + Convert.ToHexStringLower(SHA256.HashData(publicKey).AsSpan(0, SelectorBytes));
        _key = PrivateKeyFactory.CreateKey(privateKey);
    }

    public string Domain { get; }

    public string Selector { get; }

    /// <summary>The public key as the DNS record holds it.</summary>
    public string PublicKey { get; }

    /// <summary>The DNS record's name.</summary>
    public string RecordName => $"{Selector}._domainkey.{Domain}";

    /// <summary>The DNS record's text.</summary>
    public string RecordText => $"v=DKIM1; k=rsa; p={PublicKey}";

    /// <summary>A new private key, PKCS #8.</summary>
    public static byte[] Generate()
    {
        using var rsa = RSA.Create(Bits);
        return rsa.ExportPkcs8PrivateKey();
    }

    /// <summary>Signs a mail; the same mail gets the same signature at every attempt.</summary>
    /// <remarks>MailKit writes the headers of a signed mail in the format that is signed here, also where SMTPUTF8 is used.</remarks>
    public void Sign(MimeMessage message) => new DatedSigner(this, message.Date).Sign(message, Signed);

    private sealed class DatedSigner : DkimSigner
    {
        private readonly DateTimeOffset _date;

        public DatedSigner(SigningKey key, DateTimeOffset date)
            : base(key._key, key.Domain, key.Selector)
        {
            // Relays fold headers and change white space: relaxed on both sides.
            HeaderCanonicalizationAlgorithm = BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
            _date = date;
        }

        protected override long GetTimestamp() => _date.ToUnixTimeSeconds();
    }
}
