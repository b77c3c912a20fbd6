using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Accounts.Profile;

internal static class ProfileEndpoints
{
    public static void MapUpdateProfile(this RouteGroupBuilder api) =>
        api.MapPost("/customer/profile/update", UpdateAsync)
            .ForCustomers()
            .Takes<UpdateProfileRequest>()
            .Requires("firstname", "lastname", "phone")
            .WithName("UpdateProfile")
            .WithSummary("Change names, phone, company and language")
            .Produces<Answer<UpdatedProfileData>>();

    public static void MapUpdateAddresses(this RouteGroupBuilder api) =>
        api.MapPost("/customer/addresses/update", UpdateAddressesAsync)
            .ForCustomers()
            .Takes<UpdateAddressesRequest>()
            .WithName("UpdateAddresses")
            .WithSummary("Change the default billing and shipping address")
            .Produces<Answer<AddressesData>>();

    public static void MapListCountries(this RouteGroupBuilder api) =>
        api.MapGet(
            "/customer/public/countries", () => TypedResults.Json(new Answer<CountriesData>("Countries.", new(Countries.Names)), ApiJson.Options))
            .ForAnybodyAnywhere()
            .WithName("ListCountries")
            .WithSummary("List the countries that orders can be sent to")
            .Produces<Answer<CountriesData>>();

    private static async Task<IResult> UpdateAsync(Caller caller, Body<UpdateProfileRequest> body, UpdateProfile update, CancellationToken ct) =>
        (await update.RunAsync(caller, body.Value, ct))
            .ToAnswer(customer => new Answer<UpdatedProfileData>("Profile updated.", new(CustomerSummary.Of(customer), customer.Language)));

    private static async Task<IResult> UpdateAddressesAsync(
        Caller caller, Body<UpdateAddressesRequest> body, UpdateAddresses update, CancellationToken ct) =>
        (await update.RunAsync(caller, body.Value, ct))
            .ToAnswer(customer => new Answer<AddressesData>("Addresses updated.", new(customer.DefaultBilling, customer.DefaultShipping)));
}

/// <summary>The customer and the customer's language; a null language follows the merchant's.</summary>
public sealed record UpdatedProfileData(CustomerSummary Customer, string? Locale);

/// <summary>The two default addresses as they are stored now.</summary>
public sealed record AddressesData(PostalAddress? DefaultBilling, PostalAddress? DefaultShipping);

/// <summary>Country codes and their English names.</summary>
public sealed record CountriesData(IReadOnlyDictionary<string, string> Countries);
