using DnsClient;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Merchants.Hosts;

/// <summary>Asks the DNS whether a host's owner gave it to a merchant: by a TXT record with a code, or a CNAME record that names it.</summary>
/// <remarks>The code is keyed with this database's key and bound to merchant and host. So a record proves one host to one merchant, also when
/// the host moves to another.</remarks>
public sealed class HostOwnership(ILookupClient dns, AddressHasher hasher, PlatformHosts platform)
{
    private const int CodeBytes = 10;
    private const string Label = "_storefront";
    private const string Prefix = "storefront-host=";

    /// <summary>Null when the DNS proves it, else a refusal that names the record to publish.</summary>
    public async Task<Refusal?> CheckAsync(long merchantId, string host, CancellationToken ct)
    {
        var (name, code) = ($"{Label}.{host}", CodeOf(merchantId, host));
        var target = platform.Primary is { } primary ? $"{code}.{primary}" : null;
        var isProven = await HasTextAsync(name, Prefix + code, ct) || (target is not null && await LeadsToAsync(name, target, ct));
        return isProven ? null : HostErrors.Unverified.Saying(target is null
            ? new Sentence("The DNS does not prove it yet. Publish: {0} TXT \"{1}\"", name, Prefix + code)
            : new Sentence("The DNS does not prove it yet. Publish one of: {0} TXT \"{1}\" or {0} CNAME {2}", name, Prefix + code, target));
    }

    // No address has a space, so this is never the hash of one.
    private string CodeOf(long merchantId, string host) =>
        Convert.ToHexStringLower(hasher.Hash(merchantId, $"host {host}").AsSpan(0, CodeBytes));

    private async Task<bool> HasTextAsync(string name, string text, CancellationToken ct) =>
        (await AskAsync(name, QueryType.TXT, ct)).Answers.TxtRecords().Any(record => string.Concat(record.Text).Trim() == text);

    private async Task<bool> LeadsToAsync(string name, string target, CancellationToken ct) =>
        (await AskAsync(name, QueryType.CNAME, ct)).Answers.CnameRecords()
            .Any(record => record.CanonicalName.Value.TrimEnd('.').Equals(target, StringComparison.OrdinalIgnoreCase));

    private async Task<IDnsQueryResponse> AskAsync(string name, QueryType type, CancellationToken ct)
    {
        var answer = await dns.QueryAsync(name, type, cancellationToken: ct);
        return answer.HasError && answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain
            ? throw new DnsResponseException((DnsResponseCode)answer.Header.ResponseCode)
            : answer;
    }
}
