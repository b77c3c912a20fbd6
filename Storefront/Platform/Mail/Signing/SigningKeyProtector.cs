using Microsoft.AspNetCore.DataProtection;

namespace Storefront.Platform.Mail.Signing;

/// <summary>Encrypts the private keys that sign mails: whoever has one can write mails in the merchant's name.</summary>
public sealed class SigningKeyProtector(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector("mail signing key");

    public string Protect(byte[] privateKey) => Convert.ToBase64String(_protector.Protect(privateKey));

    public SigningKey Unprotect(string domain, string privateKey) => new(domain, _protector.Unprotect(Convert.FromBase64String(privateKey)));
}
