using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Mail.Signing;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.MailDomains;

/// <summary>Signs a merchant's mails with the published next key from now on, and makes a new next key.</summary>
public sealed class RotateMailDomain(StorefrontDb db, NamedMerchant named, SigningKeyProtector protector, AuditTrail audit)
{
    public async Task<Result<MailDomainRecords>> RunAsync(long merchantId, CancellationToken ct)
    {
        if (await named.EnterAsync(merchantId, ct) is not { } merchant)
        {
            return MerchantErrors.Unknown;
        }

        var next = SigningKey.Generate();
        return await db.InTransactionAsync<MailDomainRecords>(async () =>
        {
            var row = await db.MailDomains.FirstOrDefaultAsync(ct);
            if (row is null)
            {
                return MailDomainErrors.None;
            }

            if (row.VerifiedAt is null)
            {
                return MailDomainErrors.NotVerified;
            }

            (row.Selector, row.PrivateKey) = (row.NextSelector, row.NextPrivateKey);
            (row.NextSelector, row.NextPrivateKey) = (new SigningKey(row.Domain, next).Selector, protector.Protect(next));
            audit.Add("mail_domain.rotated", $"selector: {row.Selector}");
            return MailDomainRecords.Of(merchant, row, protector);
        }, ct);
    }
}

/// <summary>Refusals about signing domains.</summary>
public static class MailDomainErrors
{
    public static readonly Refusal None = new(
        RefusalKind.NotFound, "mail_domain.none",
        "This merchant has no mail domain: 'merchants mail-domain --merchant N --domain NAME' gives it one.");

    public static readonly Refusal NotVerified = new(
        RefusalKind.Conflict, "mail_domain.not_verified", "The records are not verified: run 'merchants mail-domain check' first.");
}
