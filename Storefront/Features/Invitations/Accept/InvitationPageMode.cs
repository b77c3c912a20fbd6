using Storefront.Platform.Links;

namespace Storefront.Features.Invitations.Accept;

/// <summary>The part of the invitation's page that an address asks for; opening it changes nothing.</summary>
public static class InvitationPageMode
{
    public const string Parameter = "way";

    /// <summary>The password form, also while another account is signed in.</summary>
    public const string Open = "open";

    /// <summary>The question whether to decline the invitation.</summary>
    public const string Decline = "decline";

    public static string To(string way) => $"{ShopPages.AcceptInvitation}?{Parameter}={way}";
}
