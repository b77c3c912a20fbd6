using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Links;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.RateLimiting;

namespace Storefront.Features.Accounts.SignIn;

/// <summary>Mails a customer once for each device that signs in for the first time; the one the account was opened with is none.</summary>
/// <remarks>Part of the transaction of the sign-in, and never a reason to refuse it: within an hour of another the notice is left out.</remarks>
public sealed class NewDevices(KnownDevices devices, MailBudgets budgets, MailOutbox outbox, ShopLinks links, TimeProvider clock)
{
    /// <summary>Remembers the caller's device, and adds the mail when it is new to the customer.</summary>
    public async Task NoticeAsync(Customer customer, Caller caller, CancellationToken ct)
    {
        if (!await devices.RememberAsync(customer, caller, ct) || await budgets.TryTakeNoticeAsync(customer, NoticeSubject.SignIn, ct) is not { } allowance)
        {
            return;
        }

        var help = caller.Merchant.PrimaryHost is null ? null : links.To(caller.Merchant, ShopPages.ForgotPassword);
        outbox.Add(allowance, customer.LanguageAt(caller.Merchant), new NewDeviceMail(customer.Firstname, caller.Device, clock.GetUtcNow(), help), owner: customer);
    }
}
