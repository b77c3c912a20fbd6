using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Preferences;

/// <summary>Stores the chosen language in the signed-in customer's account; pages and mails use it from then on.</summary>
/// <remarks>A visitor's choice is stored only in the browser.</remarks>
public sealed class ChooseLanguage(StorefrontDb db, Platform.Sessions.Sessions sessions, AuditTrail audit)
{
    private static readonly Refusal Unknown = Refusal.Invalid("language", "language.unknown", Languages.Check("")!);

    public async Task<Result<string>> RunAsync(Caller caller, LanguageChoice choice, CancellationToken ct)
    {
        if (Languages.Check(choice.Language ?? "") is { } unfit)
        {
            return Unknown.Saying(unfit);
        }

        return caller.Customer is null ? choice.Language! : await db.InTransactionAsync(() => KeepAsync(caller, choice.Language!, ct), ct);
    }

    private async Task<Result<string>> KeepAsync(Caller caller, string language, CancellationToken ct)
    {
        if (await sessions.HoldCustomerAsync(caller, ct) is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        if (customer.Language != language)
        {
            customer.Language = language;
            audit.Add("customer.language_chosen", customer.SubjectId);
        }

        return language;
    }
}

/// <summary>The chosen language, and the page to return to.</summary>
public sealed class LanguageChoice
{
    public string? Language { get; set; }
    public string? Return { get; set; }
}
