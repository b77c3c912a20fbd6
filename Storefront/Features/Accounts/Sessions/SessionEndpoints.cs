using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Accounts.Sessions;

internal static class SessionEndpoints
{
    public static void MapListSessions(this RouteGroupBuilder api) =>
        api.MapPost("/customer/sessions/list", ListAsync)
            .ForCustomers()
            .WithName("ListSessions")
            .WithSummary("List the signed-in customer's sessions")
            .Produces<Answer<SessionsData>>();

    public static void MapRevokeSession(this RouteGroupBuilder api) =>
        api.MapPost("/customer/sessions/revoke", RevokeAsync)
            .ForCustomers()
            .Takes<RevokeSessionRequest>()
            .WithName("RevokeSession")
            .WithSummary("End one session, or all others")
            .Produces<Answer<RevokedData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);

    private static async Task<IResult> ListAsync(Caller caller, ListSessions list, CancellationToken ct) =>
        (await list.RunAsync(caller, ct)).ToAnswer(sessions => new Answer<SessionsData>("Sessions.", new(sessions)));

    private static async Task<IResult> RevokeAsync(Caller caller, Body<RevokeSessionRequest> body, RevokeSession revoke, CancellationToken ct) =>
        (await revoke.RunAsync(caller, body.Value, ct)).ToAnswer(revoked => new Answer<RevokedData>("Signed out there.", new(revoked.Ended)));
}

/// <summary>The open sessions, the last used first.</summary>
public sealed record SessionsData(IReadOnlyList<SessionSummary> Sessions);

/// <summary>How many sessions ended.</summary>
public sealed record RevokedData(int Ended);
