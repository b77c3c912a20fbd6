using Storefront.Platform.Callers;
using Storefront.Platform.Links;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.RateLimiting;

namespace Storefront.Features.Accounts.Passkeys;

/// <summary>Adds the notice of an added or removed passkey, once within an hour.</summary>
/// <remarks>Part of the caller's transaction, and never a reason to refuse.</remarks>
public sealed class PasskeyNotices(MailBudgets budgets, MailOutbox outbox, ShopLinks links, TimeProvider clock)
{
    public async Task AddAsync(Caller caller, Customer customer, bool isAdded, CancellationToken ct)
    {
        if (await budgets.TryTakeNoticeAsync(customer, NoticeSubject.Passkey, ct) is not { } allowance)
        {
            return;
        }

        var help = caller.Merchant.PrimaryHost is null ? null : links.To(caller.Merchant, ShopPages.ForgotPassword);
        var language = customer.LanguageAt(caller.Merchant);
        if (isAdded)
        {
            outbox.Add(allowance, language, new PasskeyAddedMail(customer.Firstname, caller.Device, clock.GetUtcNow(), help), owner: customer);
        }
        else
        {
            outbox.Add(allowance, language, new PasskeyRemovedMail(customer.Firstname, caller.Device, clock.GetUtcNow(), help), owner: customer);
        }
    }
}
