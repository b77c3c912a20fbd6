using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Keeps what mails say unreadable in the database: it holds addresses and the secrets of links.</summary>
public sealed class MailContentProtector(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector("mail content");

    public string Protect<T>(T content) => _protector.Protect(JsonSerializer.Serialize(content));

    public T Unprotect<T>(string content) => JsonSerializer.Deserialize<T>(_protector.Unprotect(content))!;
}
