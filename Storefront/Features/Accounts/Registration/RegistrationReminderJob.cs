using Storefront.Features.Accounts.Verification;
using Storefront.Platform.Links;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Accounts.Registration;

/// <summary>Mails the owner of a taken address: a customer hears that the account exists, an unverified one gets the verification link, a
/// pending one the invitation.</summary>
public sealed class RegistrationReminderJob(
    MailRecipientResolver recipients, CurrentMerchant tenant, OneTimeTokens tokens, VerificationSender verification, MailBudgets budgets,
    MailOutbox outbox, ShopLinks links, AuditTrail audit) : IDeferredMailJob
{
    public const string JobKind = "registration-reminder";

    public string Kind => JobKind;

    public async Task RunAsync(EmailAddress address, CancellationToken ct)
    {
        if (await recipients.FindAsync(address, ct) is not { } customer)
        {
            return;
        }

        var merchant = tenant.Merchant;
        if (customer.EmailVerifiedAt is null)
        {
            if (!await tokens.WasJustMailedAsync(customer, TokenPurpose.VerifyAddress, ct))
            {
                await verification.TrySendAsync(merchant, customer, caller: null, ct);
            }

            return;
        }

        if (await budgets.TakeUnaskedAsync(customer, ct) is not { IsRefused: false, Value: { } allowance })
        {
            return;
        }

        var mail = new AlreadyCustomerMail(customer.Firstname, links.To(merchant, ShopPages.SignIn), links.To(merchant, ShopPages.ForgotPassword));
        outbox.Add(allowance, customer.LanguageAt(merchant), mail, owner: customer);
        audit.Add("customer.registered_again", customer.SubjectId);
    }
}
