using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Invitations.Browse;

internal static class InvitationEndpoints
{
    private const string ListPath = "/customers/invitations/all";

    public static void MapListInvitations(this RouteGroupBuilder api) =>
        api.MapPost(ListPath, ListAsync)
            .ForMerchants(ListInvitations.Needs)
            .Takes<ListInvitationsRequest>()
            .WithName("ListInvitations")
            .WithSummary("Invitations with their state and the delivery of their mail")
            .Produces<Answer<Paginator<InvitationSummary>>>();

    public static void MapCountInvitations(this RouteGroupBuilder api) =>
        api.MapPost("/customers/invitations/counts", CountAsync)
            .ForMerchants(CountInvitations.Needs)
            .WithName("CountInvitations")
            .WithSummary("How many invitations there are in each state")
            .Produces<Answer<InvitationCountsData>>();

    public static void MapReadInvitationTimeline(this RouteGroupBuilder api) =>
        api.MapPost("/customers/invitations/get", ReadAsync)
            .ForMerchants(ReadInvitationTimeline.Needs)
            .Takes<ReadInvitationTimelineRequest>()
            .WithName("ReadInvitation")
            .WithSummary("One invitation with everything that happened to it")
            .WithDescription(
                "The event `opened` says that a browser has shown the page of the link. A mail scanner that behaves as a browser counts too.")
            .Produces<Answer<InvitationData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);

    private static async Task<IResult> ListAsync(Caller caller, Body<ListInvitationsRequest> body, ListInvitations list, CancellationToken ct) =>
        (await list.RunAsync(caller, body.Value, ct)).ToAnswer(page => new Answer<Paginator<InvitationSummary>>(
            "Invitations.", Paginator<InvitationSummary>.Of(page, ApiKernel.BasePath + ListPath)));

    private static async Task<IResult> CountAsync(Caller caller, CountInvitations count, CancellationToken ct) =>
        (await count.RunAsync(caller, ct)).ToAnswer(numbers => new Answer<InvitationCountsData>("Numbers of invitations.", new(numbers)));

    private static async Task<IResult> ReadAsync(
        Caller caller, Body<ReadInvitationTimelineRequest> body, ReadInvitationTimeline read, CancellationToken ct) =>
        (await read.RunAsync(caller, body.Value, ct)).ToAnswer(invitation => new Answer<InvitationData>("Invitation.", new(invitation)));
}
