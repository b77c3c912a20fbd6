using Storefront.Domain;
using Storefront.Platform.Mail;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Web;

namespace Storefront.Features.Accounts.Registration;

/// <summary>Tells the owner of a taken address how to go on: a customer hears of the account, a pending one gets the invitation again.</summary>
public sealed class RegistrationReminder(AddressHolder holder, CurrentMerchant tenant, MailOutbox outbox, ShopLinks links, AuditTrail audit) : IMailErrand
{
    public const string Errand = "registration-reminder";

    public string Kind => Errand;

    public async Task RunAsync(EmailAddress address, CancellationToken ct)
    {
        if (await holder.FindAsync(address, ct) is not { } customer)
        {
            return;
        }

        var merchant = tenant.Merchant;
        var mail = new AlreadyCustomerMail(customer.Firstname, links.To(merchant, ShopPages.SignIn), links.To(merchant, ShopPages.ForgotPassword));
        outbox.Add(customer.Email!, customer.LanguageAt(merchant), mail, owner: customer);
        audit.Add("customer.registered_again", customer.SubjectId);
    }
}
