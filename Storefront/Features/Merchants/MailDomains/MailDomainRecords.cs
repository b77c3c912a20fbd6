using Storefront.Platform.Mail.Signing;

namespace Storefront.Features.Merchants.MailDomains;

/// <summary>The DNS records of a merchant's signing domain.</summary>
public sealed record MailDomainRecords(Merchant Merchant, SigningKey Key, SigningKey Next)
{
    public static MailDomainRecords Of(Merchant merchant, MailDomain row, SigningKeyProtector protector) => new(
        merchant, protector.Unprotect(row.Domain, row.PrivateKey), protector.Unprotect(row.Domain, row.NextPrivateKey));

    /// <summary>The policy to begin with: it asks receivers for nothing, and a stricter one serves as well.</summary>
    public static string PolicyText => "v=DMARC1; p=none";

    public string Domain => Key.Domain;

    public string PolicyName => $"_dmarc.{Domain}";

    /// <summary>Whether receivers relate the signature to the address that readers see (DMARC, relaxed alignment).</summary>
    public bool IsAligned => $".{Merchant.SenderAddress[(Merchant.SenderAddress.LastIndexOf('@') + 1)..]}"
        .EndsWith($".{Domain}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Every record, one a line.</summary>
    public IEnumerable<string> Lines => [Line(Key.RecordName, Key.RecordText), Line(Next.RecordName, Next.RecordText), Line(PolicyName, PolicyText)];

    public static string Line(string name, string text) => $"{name} TXT \"{text}\"";
}
