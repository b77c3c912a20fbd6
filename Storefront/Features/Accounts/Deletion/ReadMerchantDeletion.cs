using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Deletion;

/// <summary>Returns a deletion's receipt to its merchant, with the receivers of webhooks that were told of it.</summary>
public sealed class ReadMerchantDeletion(ReadDeletion read, DeletionReceivers receivers)
{
    public static readonly Ability Needs = ReadDeletion.Needs;

    public async Task<Result<ToldDeletion>> RunAsync(Caller caller, ReadDeletionRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        var found = await read.RunAsync(caller, request, ct);
        return found.Refusal is { } refusal ? refusal : new ToldDeletion(found.Value, await receivers.OfAsync(found.Value.Id, ct));
    }
}

/// <summary>A receipt, and who was told of the deletion.</summary>
public sealed record ToldDeletion(DeletionReceipt Receipt, IReadOnlyList<DeletionReceiver> Receivers);
