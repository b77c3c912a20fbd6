using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.RateLimiting;

namespace Storefront.Features.Accounts.Deletion;

/// <summary>Tells a customer who is being erased, where the budget of farewells allows; the mail outlives the account.</summary>
public sealed class DeletionNotice(MailBudgets budgets, MailOutbox outbox)
{
    /// <summary>Adds the mail to the transaction of the erasure.</summary>
    public async Task AddAsync(Merchant merchant, Customer customer, DeletionReceipt receipt, bool isByShop, CancellationToken ct)
    {
        if (await budgets.TryTakeFarewellAsync(customer, ct) is { } allowance)
        {
            outbox.Add(allowance, customer.LanguageAt(merchant), new AccountDeletedMail(customer.Firstname, receipt, isByShop), owner: null);
        }
    }
}
