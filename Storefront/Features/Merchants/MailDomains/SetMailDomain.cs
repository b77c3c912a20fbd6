using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Mail.Signing;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.MailDomains;

/// <summary>Gives a merchant a domain that signs its mails, with two new keys; the same domain again keeps its keys.</summary>
/// <remarks>Mails stay unsigned until a check finds the records in the DNS.</remarks>
public sealed class SetMailDomain(StorefrontDb db, NamedMerchant named, SigningKeyProtector protector, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<MailDomainRecords>> RunAsync(long merchantId, string? domain, CancellationToken ct)
    {
        var problems = new FieldProblems();
        problems.Add("domain", HostName.Check(domain, out var host));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        if (await named.EnterAsync(merchantId, ct) is not { } merchant)
        {
            return MerchantErrors.Unknown;
        }

        // Made before the transaction: a key takes as long as many writers.
        var (first, second) = (SigningKey.Generate(), SigningKey.Generate());
        return await db.InTransactionAsync<MailDomainRecords>(async () =>
        {
            var row = await db.MailDomains.FirstOrDefaultAsync(ct);
            if (row?.Domain == host)
            {
                return MailDomainRecords.Of(merchant, row, protector);
            }

            if (row is not null)
            {
                await db.MailDomains.ExecuteDeleteAsync(ct);
                db.Entry(row).State = EntityState.Detached;
            }

            row = New(merchant, host, first, second);
            db.MailDomains.Add(row);
            audit.Add("mail_domain.set", $"domain: {host}");
            return MailDomainRecords.Of(merchant, row, protector);
        }, ct);
    }

    private MailDomain New(Merchant merchant, string host, byte[] first, byte[] second) => new()
    {
        MerchantId = merchant.Id,
        Domain = host,
        Selector = new SigningKey(host, first).Selector,
        PrivateKey = protector.Protect(first),
        NextSelector = new SigningKey(host, second).Selector,
        NextPrivateKey = protector.Protect(second),
        CreatedAt = clock.GetUtcNow(),
    };
}
