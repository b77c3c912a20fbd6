using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Links;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.RateLimiting;

namespace Storefront.Features.Accounts.SignIn;

/// <summary>Mails a customer once for each device that signs in for the first time, except the one the account was opened with.</summary>
/// <remarks>Part of the sign-in's transaction, and never a reason to refuse it. Within an hour of another notice it is left out.</remarks>
public sealed class NewDevices(KnownDevices devices, MailBudgets budgets, MailOutbox outbox, ShopLinks links, TimeProvider clock)
{
    /// <summary>Stores the caller's device, and adds the mail when the device is new to the customer.</summary>
    public async Task NoticeAsync(Customer customer, Caller caller, CancellationToken ct)
    {
        if (!await devices.RememberAsync(customer, caller, ct)
            || await budgets.TryTakeNoticeAsync(customer, NoticeSubject.SignIn, ct) is not { } allowance)
        {
            return;
        }

        var help = caller.Merchant.PrimaryHost is null ? null : links.To(caller.Merchant, ShopPages.ForgotPassword);
        outbox.Add(
            allowance, customer.LanguageAt(caller.Merchant), new NewDeviceMail(customer.Firstname, caller.Device, clock.GetUtcNow(), help),
            owner: customer);
    }
}
