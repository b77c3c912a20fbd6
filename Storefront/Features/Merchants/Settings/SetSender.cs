using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Settings;

/// <summary>Changes the address that a merchant's mails come from; what waits in the outbox leaves with the new one.</summary>
public sealed class SetSender(MerchantChanges changes)
{
    public async Task<Result<Merchant>> RunAsync(Caller caller, string? from, CancellationToken ct) =>
        EmailAddress.Check(from, out var sender) is { } problem
            ? MerchantErrors.BadSender.Saying(problem)
            : await changes.SaveAsync(
                caller,
                version: null,
                "merchant.sender",

                // The domain alone: an address may be a person's.
                merchant =>
                [
                    ("domain", DomainOf(merchant.SenderAddress)),
                    ("address", merchant.SenderAddress == sender.Text ? "the new" : "the former"),
                ],
                merchant =>
                {
                    merchant.SenderAddress = sender.Text;
                    return Task.CompletedTask;
                },
                ct);

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];
}
