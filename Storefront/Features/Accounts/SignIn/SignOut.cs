using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.SignIn;

/// <summary>Ends the session the caller came with, at once and for every copy of its secret; other sessions stay.</summary>
public sealed class SignOut(Platform.Sessions.Sessions sessions)
{
    public async Task<Result<Done>> RunAsync(Caller caller, CancellationToken ct)
    {
        if (caller.SessionId is not { } session)
        {
            return ApiErrors.Unauthenticated;
        }

        await sessions.EndAsync(session, ct);
        return Done.Value;
    }
}
