using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Storefront.Tests.Support;

/// <summary>A generated certificate, and the policy that trusts only it.</summary>
public sealed class TestCertificate : IDisposable
{
    private TestCertificate(X509Certificate2 certificate) => Certificate = certificate;

    public X509Certificate2 Certificate { get; }

    public X509ChainPolicy Trust => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        RevocationMode = X509RevocationMode.NoCheck,
        CustomTrustStore = { Certificate },
    };

    public static TestCertificate ForLoopback() => For("localhost", IPAddress.Loopback);

    public static TestCertificate For(string name, IPAddress? address = null, TimeSpan age = default)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (address is not null)
        {
            names.AddIpAddress(address);
        }

        request.CertificateExtensions.Add(names.Build());
        var made = TimeProvider.System.GetUtcNow() - age;
        using var certificate = request.CreateSelfSigned(made.AddDays(-1), made.AddDays(1));

        // Only a key that went through a file format can serve TLS on every system.
        return new TestCertificate(X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable));
    }

    public void Dispose() => Certificate.Dispose();
}
