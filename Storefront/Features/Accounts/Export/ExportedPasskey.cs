using System.Buffers.Text;

namespace Storefront.Features.Accounts.Export;

/// <summary>A passkey of the customer: its public half, and what is known of its use.</summary>
public sealed record ExportedPasskey
{
    public required string Name { get; init; }
    public required string Host { get; init; }
    public required string CredentialId { get; init; }
    public required string PublicKey { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>How often the key was used, by its own count; zero when it does not count.</summary>
    public required long SignCount { get; init; }

    /// <summary>How a browser reaches the key, such as <c>internal</c> or <c>usb</c>.</summary>
    public required IReadOnlyList<string> Transports { get; init; }
    public required bool IsSynced { get; init; }

    internal static ExportedPasskey Of(CustomerPasskey passkey) => new()
    {
        Name = passkey.Data.Name!,
        Host = passkey.Host,
        CredentialId = Base64Url.EncodeToString(passkey.CredentialId),
        PublicKey = Base64Url.EncodeToString(passkey.Data.PublicKey),
        CreatedAt = passkey.Data.CreatedAt,
        LastUsedAt = passkey.LastUsedAt,
        SignCount = passkey.Data.SignCount,
        Transports = passkey.Data.Transports ?? [],
        IsSynced = passkey.Data.IsBackedUp,
    };
}
