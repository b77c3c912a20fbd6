namespace Storefront.Features.Accounts.Export;

/// <summary>Everything held about a customer at one merchant, in machine-readable form.</summary>
public sealed record AccountExport
{
    public required ExportedShop Shop { get; init; }
    public required DateTimeOffset ExportedAt { get; init; }
    public required ExportedProfile Profile { get; init; }

    /// <summary>Consents given and withdrawn, oldest first.</summary>
    public required IReadOnlyList<ExportedConsent> Consents { get; init; }
    public required IReadOnlyList<ExportedSession> Sessions { get; init; }
    public required IReadOnlyList<ExportedDevice> Devices { get; init; }
    public required IReadOnlyList<ExportedPasskey> Passkeys { get; init; }
    public required IReadOnlyList<ExportedInvitation> Invitations { get; init; }

    /// <summary>The events of the invitation, oldest first.</summary>
    public required IReadOnlyList<ExportedInvitationEvent> InvitationEvents { get; init; }

    /// <summary>Mailed links, without their secrets.</summary>
    public required IReadOnlyList<ExportedLink> Links { get; init; }

    /// <summary>The pending address change, while its code is valid.</summary>
    public required ExportedEmailChange? EmailChange { get; init; }
    public required IReadOnlyList<ExportedMail> Mails { get; init; }

    /// <summary>What the merchant's own programs were told, in the last thirty days.</summary>
    public required IReadOnlyList<ExportedMessage> Messages { get; init; }

    /// <summary>The audit trail entries about this customer.</summary>
    public required IReadOnlyList<ExportedEvent> Events { get; init; }

    /// <summary>Read while it is written, oldest first.</summary>
    public required IAsyncEnumerable<ExportedOrder> Orders { get; init; }
}

/// <summary>Who holds the data, and whom to ask.</summary>
public sealed record ExportedShop(string Name, string? Host, string SupportAddress);

/// <summary>The customer's own record.</summary>
public sealed record ExportedProfile
{
    public required long Id { get; init; }
    public required string Email { get; init; }

    /// <summary>The canonical form of the address, used for comparison.</summary>
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

    /// <summary>The customer's number in the merchant's own systems, and their notes.</summary>
    public required string? ExternalId { get; init; }
    public required IReadOnlyDictionary<string, string>? Metadata { get; init; }
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
        ExternalId = customer.ExternalId,
        Metadata = customer.Metadata?.ToDictionary(),
        CreatedAt = customer.CreatedAt,
    };
}

/// <summary>A consent given or withdrawn: the text version, the time, and the network address.</summary>
public sealed record ExportedConsent(ConsentKind Kind, bool IsGiven, DateTimeOffset At, string TextVersion, string ClientAddress);

/// <summary>A device the customer has signed in with; only a hash of it is stored.</summary>
public sealed record ExportedDevice(DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt);

/// <summary>A session of the customer, and its client's user agent.</summary>
public sealed record ExportedSession(
    SessionKind Kind, string? UserAgent, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt);

/// <summary>An invitation, the merchant's message in it, the names and notes the merchant gave for an existing account, and its
/// state.</summary>
public sealed record ExportedInvitation
{
    public required DateTimeOffset CreatedAt { get; init; }
    public required string Language { get; init; }
    public required string? Message { get; init; }
    public required string? Firstname { get; init; }
    public required string? Lastname { get; init; }
    public required IReadOnlyDictionary<string, string>? Metadata { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required int Resends { get; init; }
    public required InvitationDelivery Delivery { get; init; }
    public required DateTimeOffset? SentAt { get; init; }
    public required DateTimeOffset? OpenedAt { get; init; }
    public required DateTimeOffset? NextTryAt { get; init; }
    public required string? Reason { get; init; }
    public required int Reminders { get; init; }
    public required DateTimeOffset? RemindedAt { get; init; }
    public required DateTimeOffset? AcceptedAt { get; init; }
    public required DateTimeOffset? DeclinedAt { get; init; }
    public required DateTimeOffset? RevokedAt { get; init; }

    public static ExportedInvitation Of(Invitation invitation) => new()
    {
        CreatedAt = invitation.CreatedAt,
        Language = invitation.Language,
        Message = invitation.Message,
        Firstname = invitation.Firstname,
        Lastname = invitation.Lastname,
        Metadata = invitation.Metadata?.ToDictionary(),
        ExpiresAt = invitation.ExpiresAt,
        Resends = invitation.Resends,
        Delivery = invitation.Delivery,
        SentAt = invitation.SentAt,
        OpenedAt = invitation.OpenedAt,
        NextTryAt = invitation.NextTryAt,
        Reason = invitation.Reason,
        Reminders = invitation.Reminders,
        RemindedAt = invitation.RemindedAt,
        AcceptedAt = invitation.AcceptedAt,
        DeclinedAt = invitation.DeclinedAt,
        RevokedAt = invitation.RevokedAt,
    };
}

/// <summary>One event of the invitation, and the mail server's reply.</summary>
public sealed record ExportedInvitationEvent(InvitationEventKind Kind, DateTimeOffset At, int? Code, string? Reason, DateTimeOffset? NextTryAt);

/// <summary>A mailed link: its purpose and its state.</summary>
public sealed record ExportedLink(
    TokenPurpose Purpose, string Address, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? OpenedAt, DateTimeOffset? UsedAt,
    DateTimeOffset? SupersededAt, DateTimeOffset? RevokedAt, DateTimeOffset? DeclinedAt);

/// <summary>A new address whose code is awaited.</summary>
public sealed record ExportedEmailChange(string Email, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, int Tries);

/// <summary>A mail to the customer: its kind and times, without the link's secret.</summary>
public sealed record ExportedMail(
    string Kind, string Language, OutboxState State, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, string MessageId, string? LastProblem);

/// <summary>A message about the customer to a program of the merchant, as it is sent.</summary>
public sealed record ExportedMessage(
    string MessageId, string Event, OutboxState State, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, string Body);

/// <summary>One entry of the audit trail.</summary>
public sealed record ExportedEvent(DateTimeOffset At, string Action, string? Facts);
