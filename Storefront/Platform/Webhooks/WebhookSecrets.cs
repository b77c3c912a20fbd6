using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Storefront.Platform.Webhooks;

/// <summary>Creates the secrets that sign, and encrypts them in the database.</summary>
public sealed class WebhookSecrets(IDataProtectionProvider provider)
{
    /// <summary>How long the former secret signs too after a rotation.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    private const string Prefix = "whsec_";
    private const int Size = 32;
    private readonly IDataProtector _protector = provider.CreateProtector("webhook secret");

    /// <summary>A new secret as the receiver enters it.</summary>
    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size));

    public string Protect(string secret) => _protector.Protect(secret);

    /// <summary>The keys that sign now: the secret's, and after a rotation the former one's.</summary>
    public IReadOnlyList<byte[]> KeysOf(Webhook hook, DateTimeOffset now) => hook.FormerSecret is { } former && hook.FormerSecretUntil > now
        ? [KeyOf(hook.Secret), KeyOf(former)]
        : [KeyOf(hook.Secret)];

    private byte[] KeyOf(string stored) => Convert.FromBase64String(_protector.Unprotect(stored)[Prefix.Length..]);
}
