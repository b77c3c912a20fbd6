using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Storefront.Features.Accounts.Browse;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Accounts.Update;

/// <summary>Changes what a merchant's own systems know about a customer: profile, their number and notes; never the address or the
/// password.</summary>
public sealed class UpdateCustomer(StorefrontDb db, WebhookEvents webhooks, AuditTrail audit)
{
    public static readonly Ability Needs = Ability.WriteCustomers;

    public async Task<Result<Customer>> RunAsync(Caller caller, UpdateCustomerRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (request.CustomerId is null)
        {
            return CustomerErrors.NamesNobody;
        }

        return await db.InTransactionAsync<Customer>(async () =>
        {
            if (await db.HoldAsync(request.CustomerId.Value, ct) is not { } customer)
            {
                return CustomerErrors.NotFound;
            }

            if (Apply(request, customer) is { } unfit)
            {
                return unfit;
            }

            if (db.Entry(customer).State == EntityState.Modified)
            {
                customer.ConcurrencyStamp = Guid.CreateVersion7().ToString();
                audit.Add("customer.changed_by_shop", customer.SubjectId);
                await webhooks.AddAsync(
                    WebhookEventTypes.CustomerUpdated, WebhookSubject.Customer(customer.Id), () => CustomerPayload.Of(customer), ct);
            }

            return customer;
        }, ct);
    }

    private static Refusal? Apply(UpdateCustomerRequest request, Customer customer)
    {
        var problems = new FieldProblems();
        problems.Add("firstname", PersonName.Check(request.Or(customer.Firstname, request.Firstname), out var firstname));
        problems.Add("lastname", PersonName.Check(request.Or(customer.Lastname, request.Lastname), out var lastname));
        problems.Add("phone", PhoneNumber.Check(request.Or(customer.PhoneNumber, request.Phone), out var phone));
        problems.Add("account_type", AccountTypes.Check(request.AccountType, customer.AccountType, out var type));
        problems.Add("company", TextRules.CheckOptionalLine(request.Or(customer.Company, request.Company), TextRules.MaxLength, out var company));
        problems.Add("company", type == AccountType.Business && company is null ? "Enter the company you buy for." : null);
        problems.Add(
            "tax_number", TextRules.CheckOptionalLine(request.Or(customer.TaxNumber, request.TaxNumber), TextRules.MaxLength, out var taxNumber));
        problems.Add("locale", Languages.Check(request.Locale));
        problems.Add(
            "external_id", TextRules.CheckOptionalLine(request.Or(customer.ExternalId, request.ExternalId), TextRules.MaxLength, out var externalId));
        problems.Add("metadata", Metadata.Check(request.Metadata, out var metadata));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        (customer.Firstname, customer.Lastname, customer.PhoneNumber) = (firstname, lastname, phone);
        (customer.AccountType, customer.Company, customer.TaxNumber) = (type, company, taxNumber);
        (customer.Language, customer.ExternalId) = (request.Or(customer.Language, request.Locale), externalId);
        customer.Metadata = request.Or(customer.Metadata, metadata, nameof(request.Metadata));
        return null;
    }
}

/// <summary>What changes about a customer. An absent field stays as it is; null or an empty one is removed.</summary>
public sealed class UpdateCustomerRequest
{
    private readonly HashSet<string> _named = [];

    public long? CustomerId { get; init; }

    /// <summary>At most 191 characters.</summary>
    public string? Firstname { get; init => field = Named(value); }

    /// <summary>At most 191 characters.</summary>
    public string? Lastname { get; init => field = Named(value); }

    /// <summary>At most 191 characters.</summary>
    public string? Phone { get; init => field = Named(value); }

    /// <summary><c>private</c> or <c>business</c>; a business must name its company.</summary>
    public string? AccountType { get; init; }

    /// <summary>At most 191 characters.</summary>
    public string? Company { get; init => field = Named(value); }

    /// <summary>At most 191 characters.</summary>
    public string? TaxNumber { get; init => field = Named(value); }

    /// <summary>The language of pages and mails, for example <c>nl</c>; null follows the shop's.</summary>
    public string? Locale { get; init => field = Named(value); }

    /// <summary>The customer's number in the merchant's own systems, at most 191 characters.</summary>
    public string? ExternalId { get; init => field = Named(value); }

    /// <summary>Notes of the merchant's own systems: up to 20 texts by name.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init => field = Named(value); }

    /// <summary>The given value when the request names the field, otherwise the present one.</summary>
    internal T? Or<T>(T? present, T? given, [CallerArgumentExpression(nameof(given))] string field = "") =>
        _named.Contains(field.Split('.')[^1]) ? given : present;

    private T Named<T>(T value, [CallerMemberName] string field = "")
    {
        _named.Add(field);
        return value;
    }
}
