namespace Storefront.Domain.Merchants;

/// <summary>The domain that signs a merchant's mails (DKIM): the key in use, and the next key.</summary>
/// <remarks>The next key is published in advance, so that changing keys does not wait for the DNS. Keys are PKCS #8, encrypted with Data
/// Protection.</remarks>
public sealed class MailDomain : ITenantOwned
{
    public long MerchantId { get; init; }
    public required string Domain { get; set; }
    public required string Selector { get; set; }
    public required string PrivateKey { get; set; }
    public required string NextSelector { get; set; }
    public required string NextPrivateKey { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a check found every record in the DNS. Without it mails are not signed.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }
}
