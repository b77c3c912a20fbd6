using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Encrypts the content of mails in the database: it contains addresses and the secrets of links.</summary>
public sealed class MailContentProtector(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector("mail content");

    public string Protect<T>(T content) => _protector.Protect(JsonSerializer.Serialize(content));

    public T Unprotect<T>(string content) => JsonSerializer.Deserialize<T>(_protector.Unprotect(content))!;
}
