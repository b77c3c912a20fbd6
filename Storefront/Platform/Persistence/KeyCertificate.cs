using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Storefront.Platform.Results;

namespace Storefront.Platform.Persistence;

/// <summary>Opens the certificate that encrypts the key ring at rest (settings <c>Keys:CertificateFile</c>,
/// <c>Keys:CertificatePassword</c>).</summary>
internal static class KeyCertificate
{
    /// <exception cref="StartRefusedException">The file cannot be opened, or cannot decrypt what it encrypts.</exception>
    public static X509Certificate2 Load(string file, string? password)
    {
        var certificate = Open(file, password);
        using var key = certificate.GetRSAPrivateKey();
        return key is not null ? certificate : throw new StartRefusedException(
            $"Keys:CertificateFile '{file}' holds no private RSA key: the key ring could be encrypted, and never read again.");
    }

    private static X509Certificate2 Open(string file, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file, password);
        }
        catch (Exception problem) when (problem is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"Keys:CertificateFile '{file}' cannot be opened: it is missing, no PKCS #12 file, or Keys:CertificatePassword is not its password.");
        }
    }
}
