using System.Text.Json.Serialization;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Profile;

/// <summary>Changes the signed-in customer's default addresses; existing orders keep their own copies.</summary>
public sealed class UpdateAddresses(ProfileChanges changes)
{
    public Task<Result<Customer>> RunAsync(Caller caller, UpdateAddressesRequest request, CancellationToken ct) =>
        changes.SaveAsync(
        caller, "customer.addresses_changed", (request.Stamp, customer => UpdateAddressesRequest.Of(customer).Stamp), customer =>
            Apply(request, customer), ct);

    private static Refusal? Apply(UpdateAddressesRequest request, Customer customer)
    {
        var problems = new FieldProblems();
        var billing = request.NamesBilling ? Read("default_billing", request.DefaultBilling, problems) : customer.DefaultBilling;
        var shipping = request.ShippingIsBilling == true ? billing
            : request.NamesShipping ? Read("default_shipping", request.DefaultShipping, problems) : customer.DefaultShipping;
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        (customer.DefaultBilling, customer.DefaultShipping) = (billing, shipping);
        return null;
    }

    private static PostalAddress? Read(string name, AddressFields? given, FieldProblems problems)
    {
        if (given is null)
        {
            return null;
        }

        var unfit = PostalAddressRules.Check(given.ToAddress(), out var address);
        foreach (var (field, problem) in unfit)
        {
            problems.Add($"{name}.{field}", problem);
        }

        return address;
    }
}

/// <summary>The two default addresses. An absent one stays as it is; null removes it.</summary>
public sealed class UpdateAddressesRequest
{
    public AddressFields? DefaultBilling { get; set => (field, NamesBilling) = (value, true); }

    public AddressFields? DefaultShipping { get; set => (field, NamesShipping) = (value, true); }

    /// <summary>Whether the billing address is the shipping address too; only the page asks.</summary>
    [JsonIgnore]
    public bool? ShippingIsBilling { get; set; }

    /// <summary>The version of the values the form showed; set by the page, never read from a body.</summary>
    [JsonIgnore]
    public string? Stamp { get; set; }

    internal bool NamesBilling { get; private set; }
    internal bool NamesShipping { get; private set; }

    /// <summary>A request that would change nothing; the initial values of the form.</summary>
    public static UpdateAddressesRequest Of(Customer customer)
    {
        var shown = new UpdateAddressesRequest
        {
            DefaultBilling = AddressFields.Of(customer.DefaultBilling),
            DefaultShipping = AddressFields.Of(customer.DefaultShipping),
            ShippingIsBilling = customer.DefaultShipping is not null && customer.DefaultShipping == customer.DefaultBilling,
        };
        shown.Stamp = FormVersion.Of(shown);
        return shown;
    }
}

/// <summary>An address as typed; at most 191 characters per field.</summary>
public sealed class AddressFields
{
    /// <summary>Required.</summary>
    public string? Firstname { get; set; }

    /// <summary>Required.</summary>
    public string? Lastname { get; set; }

    /// <summary>Required.</summary>
    public string? Street { get; set; }
    public string? Number { get; set; }

    /// <summary>Required, except in Ireland.</summary>
    public string? Postcode { get; set; }

    /// <summary>Required.</summary>
    public string? City { get; set; }

    /// <summary>Required; a two-letter code of <c>customer/public/countries</c>.</summary>
    public string? Country { get; set; }
    public string? Phone { get; set; }

    internal bool IsBlank => new[] { Firstname, Lastname, Street, Number, Postcode, City, Country, Phone }.All(string.IsNullOrWhiteSpace);

    internal static AddressFields Of(PostalAddress? address) => new()
    {
        Firstname = address?.Firstname,
        Lastname = address?.Lastname,
        Street = address?.Street,
        Number = address?.Number,
        Postcode = address?.Postcode,
        City = address?.City,
        Country = address?.Country,
        Phone = address?.Phone,
    };

    internal PostalAddress ToAddress() => new()
    {
        Firstname = Firstname,
        Lastname = Lastname,
        Street = Street,
        Number = Number,
        Postcode = Postcode,
        City = City,
        Country = Country,
        Phone = Phone,
    };
}
