using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Suppressions;

/// <summary>Adds an address to a merchant's suppressions; adding twice has the effect of adding once.</summary>
public sealed class AddSuppression(StorefrontDb db, SuppressionList suppressions, AuditTrail audit)
{
    public static readonly Ability Needs = Ability.InviteCustomers;

    public async Task<Result<SuppressionSummary>> RunAsync(Caller caller, AddSuppressionRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        var problems = new FieldProblems();
        problems.Add("email", EmailAddress.Check(request.Email, out var address));
        problems.Add("reason", WireWord.CheckAll<SuppressionReason>(request.Reason is null ? null : [request.Reason], out var reasons));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        return await db.InTransactionAsync<SuppressionSummary>(async () =>
        {
            audit.Add("suppression.added");
            await suppressions.AddAsync(address, reasons?[0] ?? SuppressionReason.Merchant, ct);
            return SuppressionSummary.Of(await suppressions.Of(address.Canonical).FirstAsync(ct));
        }, ct);
    }
}

/// <summary>Which address, and why.</summary>
public sealed class AddSuppressionRequest
{
    /// <summary>At most 191 characters.</summary>
    public string? Email { get; init; }

    /// <summary><c>declined</c>, <c>bounced</c> or <c>merchant</c>; the last when absent.</summary>
    public string? Reason { get; init; }
}
