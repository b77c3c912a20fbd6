namespace Storefront.Domain.Security;

/// <summary>What a one-time token is for; a token of one purpose is unknown to every other.</summary>
public enum TokenPurpose
{
    AcceptInvitation = 1,
    ResetPassword = 2,
    VerifyAddress = 3,
    StopEmailChange = 4,
}
