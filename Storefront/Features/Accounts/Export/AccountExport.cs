namespace Storefront.Features.Accounts.Export;

/// <summary>Everything that is held about a customer at one shop, as a program reads it.</summary>
public sealed record AccountExport
{
    public required ExportedShop Shop { get; init; }
    public required DateTimeOffset ExportedAt { get; init; }
    public required ExportedProfile Profile { get; init; }

    /// <summary>What was consented to and taken back, oldest first.</summary>
    public required IReadOnlyList<ExportedConsent> Consents { get; init; }
    public required IReadOnlyList<ExportedSession> Sessions { get; init; }
    public required IReadOnlyList<ExportedDevice> Devices { get; init; }
    public required IReadOnlyList<ExportedInvitation> Invitations { get; init; }

    /// <summary>Links that were mailed, without what made them work.</summary>
    public required IReadOnlyList<ExportedLink> Links { get; init; }

    /// <summary>The wish to use another address, while its code is open.</summary>
    public required ExportedEmailChange? EmailChange { get; init; }
    public required IReadOnlyList<ExportedMail> Mails { get; init; }

    /// <summary>What the shop's audit trail says about this customer.</summary>
    public required IReadOnlyList<ExportedEvent> Events { get; init; }

    /// <summary>Read while it is written out, oldest first.</summary>
    public required IAsyncEnumerable<ExportedOrder> Orders { get; init; }
}

/// <summary>Who holds it, and whom to ask.</summary>
public sealed record ExportedShop(string Name, string? Host, string SupportAddress);

/// <summary>The customer's own record.</summary>
public sealed record ExportedProfile
{
    public required long Id { get; init; }
    public required string Email { get; init; }

    /// <summary>The form in which the address is compared.</summary>
    public required string CanonicalEmail { get; init; }
    public required DateTimeOffset? EmailVerifiedAt { get; init; }
    public required string? Firstname { get; init; }
    public required string? Lastname { get; init; }
    public required string? Phone { get; init; }
    public required AccountType AccountType { get; init; }
    public required string? Company { get; init; }
    public required string? TaxNumber { get; init; }
    public required string? Language { get; init; }
    public required PostalAddress? DefaultBilling { get; init; }
    public required PostalAddress? DefaultShipping { get; init; }
    public required DateTimeOffset? CartReminderConsentAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public static ExportedProfile Of(Customer customer) => new()
    {
        Id = customer.Id,
        Email = customer.Email!,
        CanonicalEmail = customer.NormalizedEmail!,
        EmailVerifiedAt = customer.EmailVerifiedAt,
        Firstname = customer.Firstname,
        Lastname = customer.Lastname,
        Phone = customer.PhoneNumber,
        AccountType = customer.AccountType,
        Company = customer.Company,
        TaxNumber = customer.TaxNumber,
        Language = customer.Language,
        DefaultBilling = customer.DefaultBilling,
        DefaultShipping = customer.DefaultShipping,
        CartReminderConsentAt = customer.CartReminderConsentAt,
        CreatedAt = customer.CreatedAt,
    };
}

/// <summary>Consent given or taken back: to which words, when, and from which network address.</summary>
public sealed record ExportedConsent(ConsentKind Kind, bool IsGiven, DateTimeOffset At, string TextVersion, string ClientAddress);

/// <summary>A device the customer has signed in with, which is known by a hash alone.</summary>
public sealed record ExportedDevice(DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt);

/// <summary>A place where the customer is or was signed in, and what its client called itself.</summary>
public sealed record ExportedSession(SessionKind Kind, string? UserAgent, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt);

/// <summary>An invitation, the merchant's words in it, and the names the merchant gave where the account had others.</summary>
public sealed record ExportedInvitation(DateTimeOffset CreatedAt, string Language, string? Message, string? Firstname, string? Lastname);

/// <summary>A mailed link: what it was for, and what became of it.</summary>
public sealed record ExportedLink(
    TokenPurpose Purpose, string Address, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt, DateTimeOffset? SupersededAt, DateTimeOffset? RevokedAt, DateTimeOffset? DeclinedAt);

/// <summary>Another address that waits for its code.</summary>
public sealed record ExportedEmailChange(string Email, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, int Tries);

/// <summary>A mail to the customer: which one and when, never what made its link work.</summary>
public sealed record ExportedMail(string Kind, string Language, OutboxState State, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, string MessageId, string? LastProblem);

/// <summary>One entry of the audit trail.</summary>
public sealed record ExportedEvent(DateTimeOffset At, string Action, string? Facts);
