using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Invitations.Browse;

/// <summary>Counts a merchant's invitations by state, and those whose mail bounced; large counts may be half a minute old.</summary>
public sealed class CountInvitations(StorefrontDb db, CurrentMerchant currentMerchant, RowCounts counts, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.ReadCustomers;

    public async Task<Result<InvitationCounts>> RunAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        return new InvitationCounts
        {
            Pending = await OfStatusAsync("pending", ct),
            Accepted = await OfStatusAsync("accepted", ct),
            Declined = await OfStatusAsync("declined", ct),
            Expired = await OfStatusAsync("expired", ct),
            Revoked = await OfStatusAsync("revoked", ct),
            Bounced = await CountAsync(new() { Delivery = ["bounced"] }, ct),
        };
    }

    private Task<int> OfStatusAsync(string status, CancellationToken ct) => CountAsync(new() { Status = [status] }, ct);

    // By the filter of the list, and under its name: whoever counts and whoever lists read the same number.
    private Task<int> CountAsync(ListInvitationsRequest request, CancellationToken ct)
    {
        _ = InvitationFilter.Check(request, out var filter);
        var rows = filter.Among(db.Invitations, clock.GetUtcNow()).Counted(filter.Statuses);
        return counts.CountAsync(currentMerchant, $"invitations {filter.Name}", rows, ct);
    }
}

/// <summary>How many invitations there are in each state, and how many of all of them bounced.</summary>
public sealed record InvitationCounts
{
    public required int Pending { get; init; }
    public required int Accepted { get; init; }
    public required int Declined { get; init; }
    public required int Expired { get; init; }
    public required int Revoked { get; init; }
    public required int Bounced { get; init; }
}

/// <summary>An answer with the numbers of invitations.</summary>
public sealed record InvitationCountsData(InvitationCounts Counts);
