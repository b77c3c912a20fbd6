namespace Storefront.Tests.Features.Accounts.Export;

public sealed partial class ExportCompletenessTests
{
    private const string RowOfShop = "a note about a row of a list of the shop's own";

    /// <summary>The columns that are not exported, and why. Keys and references are exported as numbers where they have a
    /// meaning.</summary>
    private static readonly Dictionary<string, string> NotTold = new()
    {
        ["Customer.PasswordHash"] = "a secret",
        ["Customer.ConcurrencyStamp"] = "tells two writers apart",
        ["Customer.FoldedName"] = "the names again, as a search compares them",
        ["Customer.FoldedLastname"] = "the last name again, as a search compares it",
        ["Customer.FoldedCompany"] = "the company again, as a search compares it",
        ["Customer.TotalOrders"] = "counted from the orders, which are told",
        ["Customer.LastOrderAt"] = "the time of the last order, which is told",
        ["Customer.SpentThousandths"] = "added up from the orders, which are told",
        ["Customer.SpentCurrency"] = "the currency of the orders, which is told",
        ["ConsentStatement.Kind"] = "told, but as long as there is one kind only, none can be changed into another",
        ["Order.FoldedNumber"] = "the order number again, as a search compares it",
        ["Order.FoldedInvoice"] = "the invoice number again, as a search compares it",
        ["OrderLine.FoldedName"] = "the article again, as a search compares it",
        ["Invitation.FoldedName"] = "the names again, as a search compares them",
        ["Invitation.FoldedLastname"] = "the last name again, as a search compares it",
        ["Invitation.BatchId"] = "a number of the shop's own work",
        ["Invitation.ReminderBatchId"] = "a number of the shop's own work",
        ["InvitationBatchRow.Line"] = RowOfShop,
        ["InvitationBatchRow.Hash"] = "the address again, as a search compares it",
        ["InvitationBatchRow.Content"] = "the fields of the row until it is written, which the account then has",
        ["InvitationBatchRow.Status"] = RowOfShop,
        ["InvitationBatchRow.Code"] = RowOfShop,
        ["InvitationBatchRow.ReceivingGroup"] = "who receives the mail of the address, which is told",
        ["InvitationBatchRow.Mail"] = "how sending goes on",
        ["InvitationBatchRow.NotBefore"] = "how sending goes on",
        ["Session.Hash"] = "a secret",
        ["Session.IdleLimit"] = "a setting of the shop",
        ["KnownDevice.Hash"] = "a secret of the browser",
        ["OneTimeToken.Hash"] = "a secret",
        ["OneTimeToken.UsedBy"] = "a secret of the browser",
        ["EmailChange.CodeHash"] = "a secret",
        ["EmailChange.Key"] = "a secret",
        ["OutboxMail.Content"] = "the mail itself, which the customer has, with links that open the account; wiped once it is sent",
        ["OutboxMail.Attempts"] = "how sending goes on",
        ["OutboxMail.Unanswered"] = "how sending goes on",
        ["OutboxMail.NextAttemptAt"] = "how sending goes on",
        ["OutboxMail.LeasedUntil"] = "how sending goes on",
        ["OutboxMail.Lease"] = "how sending goes on",
        ["IdempotentAnswer.AddressHash"] = "finds the answer when the address is erased",
        ["WebhookDelivery.Stream"] = "how sending goes on",
        ["WebhookDelivery.ReceiptId"] = "empty as long as nobody is erased",
        ["WebhookDelivery.Attempts"] = "how sending goes on",
        ["WebhookDelivery.NextAttemptAt"] = "how sending goes on",
        ["WebhookDelivery.LeasedUntil"] = "how sending goes on",
        ["WebhookDelivery.Lease"] = "how sending goes on",
        ["WebhookDelivery.LastStatus"] = "how the shop's own program answered",
        ["WebhookDelivery.AttemptLog"] = "how the shop's own program answered",
        ["IdempotentAnswer.Content"] = "what the shop's program was answered, in a form that the shop alone can read; gone within a day",
        ["Order.UnlinkedAt"] = "empty as long as the order belongs to somebody",
        ["Order.MaskedAt"] = "empty as long as the order belongs to somebody",
    };
}
