using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Mail.Signing;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.MailDomains;

/// <summary>Looks up the records of a merchant's mail domain: mails are signed once every record is there.</summary>
/// <remarks>Once verified, signing ends only when the record of the key in use is gone.</remarks>
public sealed class CheckMailDomains(
    StorefrontDb db, NamedMerchant named, SigningKeyProtector protector, MailDomainLookup dns, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<MailDomainFindings>> RunAsync(long merchantId, CancellationToken ct)
    {
        if (await named.EnterAsync(merchantId, ct) is not { } merchant)
        {
            return MerchantErrors.Unknown;
        }

        if (await db.MailDomains.AsNoTracking().FirstOrDefaultAsync(ct) is not { } row)
        {
            return MailDomainErrors.None;
        }

        var records = MailDomainRecords.Of(merchant, row, protector);
        var hasKey = await dns.HasKeyAsync(records.Key, ct);
        var missing = new List<string>();
        AddUnless(hasKey, records.Key.RecordName, records.Key.RecordText);
        AddUnless(await dns.HasKeyAsync(records.Next, ct), records.Next.RecordName, records.Next.RecordText);
        AddUnless(await dns.HasPolicyAsync(records.Domain, ct), records.PolicyName, MailDomainRecords.PolicyText);
        var isSigned = missing.Count == 0 || (hasKey && row.VerifiedAt is not null);
        return await db.InTransactionAsync<MailDomainFindings>(async () =>
        {
            await WriteAsync(row, isSigned, ct);
            return new MailDomainFindings(records, isSigned, missing);
        }, ct);

        void AddUnless(bool isThere, string name, string text)
        {
            if (!isThere)
            {
                missing.Add(MailDomainRecords.Line(name, text));
            }
        }
    }

    // Only of the keys that were looked up: another command may have changed them meanwhile.
    private async Task WriteAsync(MailDomain looked, bool isSigned, CancellationToken ct)
    {
        DateTimeOffset? verified = isSigned ? looked.VerifiedAt ?? clock.GetUtcNow() : null;
        if (await db.MailDomains.Where(row => row.Selector == looked.Selector && row.NextSelector == looked.NextSelector)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.VerifiedAt, verified), ct) == 1 && isSigned != looked.VerifiedAt is not null)
        {
            audit.Add(isSigned ? "mail_domain.verified" : "mail_domain.unverified", $"domain: {looked.Domain}");
        }
    }
}

/// <summary>What the DNS says: whether mails are signed now, and the records that are missing or different.</summary>
public sealed record MailDomainFindings(MailDomainRecords Records, bool IsSigned, IReadOnlyList<string> Missing);
