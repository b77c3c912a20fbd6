using DnsClient;

namespace Storefront.Platform.Mail.Signing;

/// <summary>Reads from the DNS whether the records of a signing domain are published.</summary>
public sealed class MailDomainLookup(ILookupClient dns)
{
    private const int FewestLabels = 2;

    /// <summary>Whether the key's record is there, with this key.</summary>
    public async Task<bool> HasKeyAsync(SigningKey key, CancellationToken ct) =>
        (await ReadAsync(key.RecordName, ct)).Select(Tags).Any(tags => tags.GetValueOrDefault("p") == key.PublicKey);

    /// <summary>Whether the domain, or a domain above it, has a DMARC policy (RFC 7489, 6.6.3).</summary>
    public async Task<bool> HasPolicyAsync(string domain, CancellationToken ct)
    {
        for (var labels = domain.Split('.'); labels.Length >= FewestLabels; labels = labels[1..])
        {
            var records = await ReadAsync($"_dmarc.{string.Join('.', labels)}", ct);
            if (records.Any(record => record.StartsWith("v=DMARC1", StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    // A record longer than 255 characters is several strings without anything between them.
    private async Task<List<string>> ReadAsync(string name, CancellationToken ct)
    {
        var answer = await dns.QueryAsync(name, QueryType.TXT, cancellationToken: ct);
        return answer.HasError && answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain
            ? throw new DnsResponseException((DnsResponseCode)answer.Header.ResponseCode)
            : [.. answer.Answers.TxtRecords().Select(record => string.Concat(record.Text))];
    }

    // Copying a record through forms and zone files leaves white space anywhere.
    private static Dictionary<string, string> Tags(string record)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in string.Concat(record.Where(c => !char.IsWhiteSpace(c))).Split(';'))
        {
            var parts = tag.Split('=', 2);
            tags[parts[0]] = parts[^1];
        }

        return tags;
    }
}
