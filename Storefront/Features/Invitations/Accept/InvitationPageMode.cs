using Storefront.Platform.Links;

namespace Storefront.Features.Invitations.Accept;

/// <summary>Where on the invitation's page somebody wants to go; choosing a way changes nothing.</summary>
public static class InvitationPageMode
{
    public const string Parameter = "way";

    /// <summary>To the password form, also while somebody else is signed in.</summary>
    public const string Open = "open";

    /// <summary>To the question whether the invitation is really to be declined.</summary>
    public const string Decline = "decline";

    public static string To(string way) => $"{ShopPages.AcceptInvitation}?{Parameter}={way}";
}
