using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Invitations.Invite;

internal static class InviteCustomerEndpoint
{
    public static void MapInviteCustomer(this RouteGroupBuilder api) =>
        api.MapPost("/customers/invite", HandleAsync)
            .ForMerchants(InviteCustomer.Needs)
            .Takes<InviteCustomerRequest>()
            .WithName("InviteCustomer")
            .WithSummary("Invite a customer by e-mail")
            .Produces<InvitedAnswer>(StatusCodes.Status201Created)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(Caller caller, Body<InviteCustomerRequest> body, InviteCustomer invite, CancellationToken ct) =>
        (await invite.RunAsync(caller, body.Value, ct)).ToAnswer(InvitedAnswer.Of(body.Value), StatusCodes.Status201Created);
}

/// <summary>The answer in two forms: inside <c>data</c> and at the top level, because clients of the original API read either.</summary>
public sealed record InvitedAnswer(string Message, CustomerData Data) : Answer<CustomerData>(Message, Data)
{
    public CustomerSummary Customer => Data.Customer;

    public static Func<Customer, InvitedAnswer> Of(InviteCustomerRequest request) =>
        customer => new(request.SendEmail == false ? "Customer created." : "Invitation email sent.", new(CustomerSummary.Of(customer)));
}
