using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Accounts.Passwords;

/// <summary>The transaction of ResetPassword; the order of its steps makes it happen once.</summary>
public sealed class ResetPasswordTransaction(
    StorefrontDb db, OneTimeTokens tokens, NewPassword password, VerifiedEmailEffects verifiedEmail, MailBudgets budgets, MailOutbox outbox,
    AuditTrail audit)
{
    /// <summary>Spends the token and replaces the password, or refuses because another caller was first.</summary>
    public async Task<Result<Done>> RunAsync(Caller caller, OneTimeToken token, string hash, byte[] mark, CancellationToken ct)
    {
        if (await db.HoldAsync(token.Customer, ct) is not { } customer || !await tokens.TrySpendAsync(token, mark, ct))
        {
            return AccountLinkErrors.Used;
        }

        await password.SetAsync(customer, hash, ct);

        // An intruder may have requested the pending address change.
        await db.EmailChanges.Where(change => change.CustomerId == customer.Id).ExecuteDeleteAsync(ct);
        var linked = await verifiedEmail.MarkAsync(customer, ct);
        await tokens.SupersedeAsync(customer, TokenPurpose.AcceptInvitation, ct);
        if (await budgets.TryTakeNoticeAsync(customer, NoticeSubject.Password, ct) is { } allowance)
        {
            outbox.Add(allowance, customer.LanguageAt(caller.Merchant), new PasswordResetNotice(customer.Firstname, linked), owner: customer);
        }

        audit.Add("password.reset", customer.SubjectId, $"orders linked: {linked}");
        return Done.Value;
    }
}
