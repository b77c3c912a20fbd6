using System.Text.Json;
using Storefront.Platform.Mail.Rendering;

namespace Storefront.Features.Accounts.Deletion;

/// <summary>The notice that an account was deleted, with its receipt. It outlives the account.</summary>
public sealed record AccountDeletedMail(string? Firstname, DeletionReceipt Receipt, bool IsByShop = false) : IMail<AccountDeletedMail>
{
    public static string Kind => "account-deleted";

    public static AccountDeletedMail Sample(MailSample sample)
    {
        IReadOnlyList<ErasureLine> kept = [new("orders", RowFate.Kept, 3, sample.Now.Year + 7)];
        return new(sample.Firstname, new() { Id = Guid.Empty, DeletedAt = sample.Now, Plan = "sample", Counts = JsonSerializer.Serialize(kept) });
    }

    public MailBody For(Merchant merchant) => new()
    {
        Subject = new("Your account at {0} is deleted", merchant.Name),
        Preheader = new("Was it not you? Write to us at once: {0}.", merchant.SupportAddress),
        Firstname = Firstname,
        Parts =
        [
            new MailPart.Paragraph(IsByShop
                ? new Sentence("{0} has deleted your account. Your personal data is erased and you are signed out everywhere.", merchant.Name)
                : new Sentence(
                    "Your account at {0} has been deleted, as you asked. Your personal data is erased and you are signed out everywhere.",
                    merchant.Name)),
            new MailPart.Points("This stays", [.. DeletionText.Kept(Receipt.Lines)]),
            new MailPart.Fact("Receipt", $"{Receipt.Id}"),
            new MailPart.Fact("Check value", Receipt.Check),
            new MailPart.Paragraph("The receipt names nobody. With its number and check value the shop can show that the deletion took place."),
            MailBody.WasItYou(merchant),
        ],
        Reason = MailBody.HadAccount(merchant),
    };
}
