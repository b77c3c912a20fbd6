using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Sessions;

/// <summary>Ends one of the customer's sessions, or all but the caller's; every copy of the secret is refused at its next use.</summary>
public sealed class RevokeSession(StorefrontDb db, Platform.Sessions.Sessions sessions, AuditTrail audit)
{
    public async Task<Result<RevokedSessions>> RunAsync(Caller caller, RevokeSessionRequest request, CancellationToken ct)
    {
        if (caller.Customer is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        if (request.Id is not null == (request.Others == true))
        {
            return SessionErrors.NamesNone;
        }

        return await db.InTransactionAsync<RevokedSessions>(async () =>
        {
            // The statement's condition contains the customer: somebody else's session is as unknown as a missing one.
            var ended = request.Id is { } id
                ? await db.Sessions.Where(session => session.Id == id && session.CustomerId == customer.Id).ExecuteDeleteAsync(ct)
                : await sessions.EndAllAsync(customer.Id, except: caller.SessionId, ct);
            if (ended == 0 && request.Id is not null)
            {
                return SessionErrors.NotFound;
            }

            if (ended > 0)
            {
                audit.Add("customer.sessions_ended", customer.SubjectId, $"sessions: {ended}");
            }

            return new RevokedSessions(ended, IsCurrent: request.Id == caller.SessionId);
        }, ct);
    }
}

/// <summary>Which sessions to end: one by its number, or all others. Exactly one of the two must be given.</summary>
public sealed class RevokeSessionRequest
{
    public long? Id { get; set; }

    /// <summary>True ends every session but the caller's.</summary>
    public bool? Others { get; set; }
}

/// <summary>How many sessions ended, and whether the caller's own was among them.</summary>
public sealed record RevokedSessions(int Ended, bool IsCurrent);

/// <summary>Refusals about sessions.</summary>
public static class SessionErrors
{
    public static readonly Refusal NamesNone = Refusal.Invalid("id", "session.required", "Name one session by its number, or all others.");
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "session.not_found", "This session has ended already.");
}
