using Storefront.Platform.Links;

namespace Storefront.Features.Invitations.Accept;

/// <summary>Where on the invitation's page somebody wants to go; choosing a way changes nothing.</summary>
public static class InvitationPageMode
{
    public const string Parameter = "way";

    /// <summary>What is said when the form on the screen was about an invitation that another one has taken the place of, in this browser.</summary>
    public static readonly Sentence AnotherOpened = "Another invitation was opened in this browser. Check the address and send the form again.";

    /// <summary>To the password form, also while somebody else is signed in.</summary>
    public const string Open = "open";

    /// <summary>To the question whether the invitation is really to be declined.</summary>
    public const string Decline = "decline";

    public static string To(string way) => $"{ShopPages.AcceptInvitation}?{Parameter}={way}";
}
