using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Accounts.Preferences;

internal static class PreferenceEndpoints
{
    public static void MapSetCartReminder(this RouteGroupBuilder api) =>
        api.MapPost("/customer/preferences/cart-reminder", HandleAsync)
            .ForCustomers()
            .Takes<SetCartReminderRequest>()
            .Requires("enabled")
            .WithName("SetCartReminder")
            .WithSummary("Give or withdraw the consent to cart reminders")
            .Produces<CartReminderAnswer>();

    private static async Task<IResult> HandleAsync(Caller caller, Body<SetCartReminderRequest> body, SetCartReminder set, CancellationToken ct) =>
        (await set.RunAsync(caller, body.Value, ct)).ToAnswer(CartReminderAnswer.Of);
}

/// <summary>Whether reminders are wanted.</summary>
public sealed record CartReminderData(bool CartReminderConsentActive);

/// <summary>The answer in two forms: inside <c>data</c> and at the top level, because clients of the original API read either.</summary>
public sealed record CartReminderAnswer(string Message, CartReminderData Data) : Answer<CartReminderData>(Message, Data)
{
    public bool CartReminderConsentActive => Data.CartReminderConsentActive;

    internal static CartReminderAnswer Of(Customer customer) => new("Preference saved.", new(customer.CartReminderConsentAt is not null));
}
