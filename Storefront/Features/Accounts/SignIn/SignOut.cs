using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.SignIn;

/// <summary>Ends the caller's session at once, for every copy of its secret; other sessions stay.</summary>
public sealed class SignOut(StorefrontDb db, Platform.Sessions.Sessions sessions)
{
    public async Task<Result<Done>> RunAsync(Caller caller, CancellationToken ct)
    {
        if (caller.SessionId is null)
        {
            return ApiErrors.Unauthenticated;
        }

        return await db.InTransactionAsync<Done>(async () =>
        {
            await sessions.EndOwnAsync(caller, ct);
            return Done.Value;
        }, ct);
    }
}
