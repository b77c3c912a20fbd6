namespace Storefront.Features.Accounts.Passwords;

/// <summary>The mail with the link to a new password. The link is a secret and is kept protected in the outbox.</summary>
public sealed record ResetPasswordMail(string Link, string? Firstname, int Minutes);

/// <summary>The notice that the password was changed, and how many orders the proof of the address added.</summary>
public sealed record PasswordResetNotice(string? Firstname, int OrdersAdded);
