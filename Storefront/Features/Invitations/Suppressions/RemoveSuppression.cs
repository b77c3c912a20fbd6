using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Suppressions;

/// <summary>Removes an address from a merchant's suppressions; removing one that is not suppressed changes nothing.</summary>
public sealed class RemoveSuppression(StorefrontDb db, SuppressionList suppressions, AuditTrail audit)
{
    public static readonly Ability Needs = Ability.InviteCustomers;

    public async Task<Result<Done>> RunAsync(Caller caller, RemoveSuppressionRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        var problems = new FieldProblems();
        problems.Add("email", EmailAddress.Check(request.Email, out var address));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        return await db.InTransactionAsync<Done>(async () =>
        {
            if (await suppressions.RemoveAsync(address.Canonical, ct) > 0)
            {
                audit.Add("suppression.removed");
            }

            return Done.Value;
        }, ct);
    }
}

/// <summary>Which address.</summary>
public sealed class RemoveSuppressionRequest
{
    public string? Email { get; init; }
}
