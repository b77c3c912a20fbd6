using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Accounts.Profile;

internal static class ReadProfileEndpoint
{
    public static void MapReadProfile(this RouteGroupBuilder api) =>
        api.MapPost("/customer/profile/get", HandleAsync)
            .ForCustomers()
            .WithName("ReadProfile")
            .WithSummary("Get the signed-in customer's profile")
            .Produces<Answer<ProfileData>>();

    private static async Task<IResult> HandleAsync(Caller caller, ReadProfile read, CancellationToken ct) =>
        (await read.RunAsync(caller, ct))
            .ToAnswer(customer => new Answer<ProfileData>("Profile.", new(CustomerSummary.Of(customer), customer.Language, Countries.Names)));
}

/// <summary>The customer, the customer's language (null follows the merchant's), and the countries of addresses (code to English
/// name).</summary>
public sealed record ProfileData(CustomerSummary Customer, string? Locale, IReadOnlyDictionary<string, string> Countries);
