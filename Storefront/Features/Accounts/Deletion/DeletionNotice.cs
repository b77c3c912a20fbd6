using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.RateLimiting;

namespace Storefront.Features.Accounts.Deletion;

/// <summary>Notifies a customer who is being erased, if the budget of last mails allows it; the mail outlives the account.</summary>
public sealed class DeletionNotice(MailBudgets budgets, MailOutbox outbox)
{
    /// <summary>Adds the mail to the erasure's transaction.</summary>
    public async Task AddAsync(Merchant merchant, Customer customer, DeletionReceipt receipt, bool isByShop, CancellationToken ct)
    {
        if (await budgets.TryTakeFarewellAsync(customer, ct) is { } allowance)
        {
            outbox.Add(allowance, customer.LanguageAt(merchant), new AccountDeletedMail(customer.Firstname, receipt, isByShop), owner: null);
        }
    }
}
