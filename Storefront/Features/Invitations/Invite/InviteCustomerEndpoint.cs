using System.Text.Json.Serialization;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Invitations.Invite;

internal static class InviteCustomerEndpoint
{
    public static void MapInviteCustomer(this RouteGroupBuilder api) =>
        api.MapPost("/customers/invite", HandleAsync)
            .ForMerchants(InviteCustomer.Needs)
            .Takes<InviteCustomerRequest>()
            .Requires("email")
            .WithName("InviteCustomer")
            .WithSummary("Invite a customer by e-mail")
            .Produces<InvitedAnswer>(StatusCodes.Status201Created)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(Caller caller, Body<InviteCustomerRequest> body, InviteCustomer invite, CancellationToken ct) =>
        (await invite.RunAsync(caller, body.Value, ct)).ToAnswer(InvitedAnswer.Of, StatusCodes.Status201Created);
}

/// <summary>The answer in two forms: inside <c>data</c> and at the top level, because clients of the original API read either.</summary>
public sealed record InvitedAnswer(string Message, InvitedData Data) : Answer<InvitedData>(Message, Data)
{
    public CustomerSummary Customer => Data.Customer;

    public static InvitedAnswer Of(InvitedCustomer invited) =>
        new(
            invited.Link is null ? "Invitation email sent." : "Customer created.",
            new(CustomerSummary.Of(invited.Customer), InvitedInvitation.Of(invited)));
}

/// <summary>The customer, and the invitation as it begins.</summary>
public sealed record InvitedData(CustomerSummary Customer, InvitedInvitation Invitation);

/// <summary>An invitation as it begins; with its link, this once, where nothing is mailed.</summary>
public sealed record InvitedInvitation(long Id, InvitationStatus Status, InvitationDelivery Delivery, DateTimeOffset ExpiresAt)
{
    /// <summary>The merchant's notes, as stored.</summary>
    public required IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The link to hand over; only where nothing is mailed, and never shown again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; init; }

    public static InvitedInvitation Of(InvitedCustomer invited) =>
        new(invited.Invitation.Id, InvitationStatus.Pending, invited.Invitation.Delivery, invited.Invitation.ExpiresAt)
        {
            Metadata = invited.Customer.Metadata?.ToDictionary(),
            Url = invited.Link,
        };
}
