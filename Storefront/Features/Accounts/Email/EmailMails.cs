namespace Storefront.Features.Accounts.Email;

/// <summary>The code for the new address; a secret, kept protected in the outbox.</summary>
public sealed record EmailCodeMail(string Code, string? Firstname);

/// <summary>The notice to the present address, and the link that stops the change; a secret, kept protected in the outbox.</summary>
public sealed record EmailChangeNoticeMail(string? Firstname, string? StopLink);

/// <summary>The notice to the former address that it was changed.</summary>
public sealed record EmailChangedMail(string? Firstname);
