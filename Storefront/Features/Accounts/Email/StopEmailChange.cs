using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Accounts.Email;

/// <summary>Stops an address change for whoever reads the present address: the mailed code becomes invalid.</summary>
/// <remarks>The mailed link is enough, without signing in, because whoever requested the change knows the password. Nothing else happens,
/// so a scanner that presses the button costs the customer only a new code. Stopping twice has the effect of stopping once.</remarks>
public sealed class StopEmailChange(StorefrontDb db, OneTimeTokens tokens, ReadStopLink read, AuditTrail audit)
{
    public async Task<Result<Done>> RunAsync(Caller caller, AccountLink link, CancellationToken ct)
    {
        var problems = new FieldProblems();
        problems.Add("email", EmailAddress.Check(link.Email, out var address));
        problems.Add("token", LinkSecret.Check(link.Token));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        if (await tokens.FindAsync(TokenPurpose.StopEmailChange, address, link.Token!, ct) is not { } token)
        {
            return AccountLinkErrors.Unknown;
        }

        return await db.InTransactionAsync<Done>(async () =>
        {
            // Locked first: a code that is entered at the same time has either changed the address already, or finds no change.
            if (!await db.TryHoldAsync(token.Customer, ct))
            {
                return AccountLinkErrors.Unknown;
            }

            var state = (await read.RunAsync(caller, link, ct)).Value.State;
            if (state is StopLinkState.Expired or StopLinkState.TooLate)
            {
                return state == StopLinkState.Expired ? AccountLinkErrors.Expired : EmailErrors.ChangedAlready;
            }

            if (await db.EmailChanges.Where(change => change.CustomerId == token.CustomerId).ExecuteDeleteAsync(ct) > 0)
            {
                audit.Add("customer.email_change_stopped", token.Customer.SubjectId);
            }

            return Done.Value;
        }, ct);
    }
}
