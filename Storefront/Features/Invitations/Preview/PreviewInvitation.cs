using Storefront.Features.Invitations.Invite;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Links;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Results;
using Storefront.Platform.Texts;

namespace Storefront.Features.Invitations.Preview;

/// <summary>Writes the mail that an invitation would send; nothing is stored or sent, and its link opens nothing.</summary>
public sealed class PreviewInvitation(MailComposer composer, ShopLinks links, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.ReadCustomers;

    private const string NoSecret = "preview";

    public async Task<Result<InvitationPreviewData>> RunAsync(Caller caller, InviteCustomerRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        var merchant = caller.Merchant;
        if (ValidatedInvitation.Check(request, merchant, out var invitee) is { } unfit)
        {
            return unfit;
        }

        if (merchant.PrimaryHost is null)
        {
            return InvitationErrors.NoHost;
        }

        ct.ThrowIfCancellationRequested();
        var now = clock.GetUtcNow();
        var content = invitee.Content;
        var customer = Customer.Invited(merchant, invitee.Address, invitee.Firstname, invitee.Lastname, now);
        var link = links.To(merchant, ShopPages.AcceptInvitation, MailedLinkPage.Values(customer, merchant, NoSecret, content.Language));
        var words = new InvitationMail(link, invitee.Firstname, content.Message, content.Lifetime.EndFrom(now, ShopTime.ZoneOf(merchant)));
        var messageId = $"{NoSecret}@{merchant.PrimaryHost}";
        var row = new OutboxMail { Kind = InvitationMail.Kind, Language = content.Language, Content = "", MessageId = messageId, CreatedAt = now };
        var mail = await composer.ComposeAsync(words, row, invitee.Address.Text, merchant);
        return new InvitationPreviewData(mail.Subject, mail.Html, mail.Text);
    }
}

/// <summary>A mail as its reader would see it.</summary>
public sealed record InvitationPreviewData(string Subject, string Html, string Text);
