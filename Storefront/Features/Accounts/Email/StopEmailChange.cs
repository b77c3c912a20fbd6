using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Accounts.Email;

/// <summary>Stops a change of address at the wish of whoever reads the present address: the code on its way works no more.</summary>
/// <remarks>By the mailed link alone, without signing in: whoever asked for the change knows the password. Nothing else is done, so that a
/// machine that presses the button costs a customer no more than a new code. Stopping twice is stopping once.</remarks>
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
            // Held first: a code that is entered at the same moment has moved the account by now, or finds nothing.
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
