using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Browse;

/// <summary>Lists a merchant's invitations, newest first by default.</summary>
/// <remarks>The order is the same on every database: addresses sort by code point, invitations that were not accepted come last in both
/// directions, and equal ones keep one order across pages.</remarks>
public sealed class ListInvitations(StorefrontDb db, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.ReadCustomers;

    public async Task<Result<Page<InvitationSummary>>> RunAsync(Caller caller, ListInvitationsRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (InvitationFilter.Check(request, out var filter) is { } unfit)
        {
            return unfit;
        }

        var now = clock.GetUtcNow();
        var found = filter.Among(db.Invitations.AsNoTracking(), now);
        var rows = await Sort(found, request.SortKey ?? "id", request.SortOrder != "asc")
            .Skip((filter.Page - 1) * filter.PerPage).Take(filter.PerPage).Select(row => row.Invitation).Include(row => row.Customer).ToListAsync(ct);
        var total = await found.CountAsync(ct);
        return new Page<InvitationSummary>([.. rows.Select(row => InvitationSummary.Of(row, now))], filter.Page, filter.PerPage, total);
    }

    private IQueryable<InvitationWithStatus> Sort(IQueryable<InvitationWithStatus> rows, string key, bool descending)
    {
        return key switch
        {
            "email" => By(rows, row => EF.Functions.Collate(row.Invitation.Customer.NormalizedEmail!, db.ByteOrder)),
            "status" => By(rows, row => row.Status),
            "created_at" => By(rows, row => row.Invitation.CreatedAt),
            "expires_at" => By(rows, row => row.Invitation.ExpiresAt),
            "accepted_at" => Then(rows.OrderBy(row => row.Invitation.AcceptedAt == null), row => row.Invitation.AcceptedAt),
            _ => descending ? rows.OrderByDescending(row => row.Invitation.Id) : rows.OrderBy(row => row.Invitation.Id),
        };

        IQueryable<InvitationWithStatus> By<T>(IQueryable<InvitationWithStatus> all, Expression<Func<InvitationWithStatus, T>> value) => descending
            ? all.OrderByDescending(value).ThenByDescending(row => row.Invitation.Id)
            : all.OrderBy(value).ThenBy(row => row.Invitation.Id);

        IQueryable<InvitationWithStatus> Then<T>(
            IOrderedQueryable<InvitationWithStatus> all, Expression<Func<InvitationWithStatus, T>> value) => descending
            ? all.ThenByDescending(value).ThenByDescending(row => row.Invitation.Id)
            : all.ThenBy(value).ThenBy(row => row.Invitation.Id);
    }
}
