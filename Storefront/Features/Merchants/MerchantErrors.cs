using Storefront.Features.Merchants.Audit;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants;

/// <summary>Refusals about merchants and their tokens.</summary>
public static class MerchantErrors
{
    public static readonly Refusal HostTaken = Refusal.Invalid("host", "merchant.host_taken", "Another shop has this host.");
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "merchant.unknown", "There is no such merchant.");
    public static readonly Refusal BadTake = Refusal.Invalid("take", "audit.take", new Sentence("Choose between 1 and {0}.", ListAuditEntries.Most));
    public static readonly Refusal UnknownToken = new(
        RefusalKind.NotFound, "merchant.unknown_token", "There is no such token, or it is revoked already.");

    internal static readonly Refusal BadSender = Refusal.Invalid("from", "merchant.sender", "Enter an e-mail address.");

    public static readonly Refusal NamesNoToken = Refusal.Invalid("token_id", "token.required", "Name the token by its number.");

    public static readonly Refusal TokenTooStrong = new(
        RefusalKind.Forbidden, "token.too_strong", "A token has no ability that its creator lacks.");

    public static readonly Refusal TooManyTokens = new(
        RefusalKind.Conflict, "token.too_many", new Sentence("A shop has at most {0} tokens. Revoke one first.", MerchantToken.MostOfMerchant));

    public static readonly Refusal Changed = new(
        RefusalKind.Conflict, "shop.changed", "Somebody else has changed this meanwhile. Load it again.");
}
