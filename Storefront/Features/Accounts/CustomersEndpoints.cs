using Storefront.Features.Accounts.Browse;
using Storefront.Features.Accounts.Deletion;
using Storefront.Features.Accounts.Update;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Accounts;

/// <summary>Maps the merchant API for customers.</summary>
internal static class CustomersEndpoints
{
    private const string ListPath = "/customers/all";

    public static void MapCustomers(this RouteGroupBuilder api)
    {
        api.MapPost(ListPath, ListAsync).ForMerchants(ListCustomers.Needs).Takes<ListCustomersRequest>()
            .WithName("ListCustomers").WithSummary("The shop's customers; a search finds at most 2500 by each of address, names and company")
            .Produces<Answer<Paginator<MerchantCustomer>>>();
        api.MapPost("/customers/list", FindAsync).ForMerchants(FindCustomers.Needs).Takes<FindCustomersRequest>()
            .WithName("FindCustomers").WithSummary("Up to 50 customers for a field that completes what is typed")
            .Produces<FoundCustomersAnswer>();
        api.MapPost("/customers/get", ReadAsync).ForMerchants(ReadCustomer.Needs).Takes<NamedCustomerRequest>().Requires("customer_id")
            .WithName("ReadCustomer").WithSummary("One customer")
            .Produces<Answer<MerchantCustomerData>>().Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);
        api.MapPost("/customers/history/get", ReadHistoryAsync).ForMerchants(ReadCustomerHistory.Needs).Takes<NamedCustomerRequest>()
            .Requires("customer_id").WithName("ReadCustomerHistory").WithSummary("A customer's consents, and what happened to the account")
            .Produces<Answer<CustomerHistoryData>>().Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);
        api.MapPost("/customers/update", UpdateAsync).ForMerchants(UpdateCustomer.Needs).Takes<UpdateCustomerRequest>().Requires("customer_id")
            .WithName("UpdateCustomer").WithSummary("Change a customer's profile, number in other systems and notes")
            .Produces<Answer<MerchantCustomerData>>().Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);
        api.MapPost("/customers/deletion-preview", PreviewAsync).ForMerchants(PreviewCustomerDeletion.Needs).Takes<NamedCustomerRequest>()
            .Requires("customer_id").WithName("PreviewCustomerDeletion").WithSummary("What deleting a customer would erase and keep")
            .Produces<Answer<DeletionPreviewData>>().Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);
        api.MapPost("/customers/delete", DeleteAsync).ForMerchants(DeleteCustomer.Needs).Takes<NamedCustomerRequest>().Requires("customer_id")
            .WithName("DeleteCustomer").WithSummary("Delete a customer by the erasure plan")
            .Produces<Answer<ReceiptData>>().Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(Caller caller, Body<ListCustomersRequest> body, ListCustomers list, CancellationToken ct) =>
        (await list.RunAsync(caller, body.Value, ct)).ToAnswer(page => new Answer<Paginator<MerchantCustomer>>(
            "Customers.", Paginator<MerchantCustomer>.Of(
                new([.. page.Rows.Select(MerchantCustomer.Of)], page.Number, page.Size, page.Total), ApiKernel.BasePath + ListPath)));

    private static async Task<IResult> FindAsync(Caller caller, Body<FindCustomersRequest> body, FindCustomers find, CancellationToken ct) =>
        (await find.RunAsync(caller, body.Value, ct))
            .ToAnswer(found => new FoundCustomersAnswer("Customers.", [.. found.Select(MerchantCustomer.Of)]));

    private static async Task<IResult> ReadAsync(Caller caller, Body<NamedCustomerRequest> body, ReadCustomer read, CancellationToken ct) =>
        (await read.RunAsync(caller, body.Value, ct))
            .ToAnswer(customer => new Answer<MerchantCustomerData>("Customer.", new(MerchantCustomer.Of(customer))));

    private static async Task<IResult> ReadHistoryAsync(
        Caller caller, Body<NamedCustomerRequest> body, ReadCustomerHistory read, CancellationToken ct) =>
        (await read.RunAsync(caller, body.Value, ct)).ToAnswer(history => new Answer<CustomerHistoryData>("History.", new(history)));

    private static async Task<IResult> UpdateAsync(Caller caller, Body<UpdateCustomerRequest> body, UpdateCustomer update, CancellationToken ct) =>
        (await update.RunAsync(caller, body.Value, ct))
            .ToAnswer(customer => new Answer<MerchantCustomerData>("Customer saved.", new(MerchantCustomer.Of(customer))));

    private static async Task<IResult> PreviewAsync(
        Caller caller, Body<NamedCustomerRequest> body, PreviewCustomerDeletion preview, CancellationToken ct) =>
        (await preview.RunAsync(caller, body.Value, ct))
            .ToAnswer(counts => new Answer<DeletionPreviewData>("Deletion preview.", DeletionPreviewData.Of(counts)));

    private static async Task<IResult> DeleteAsync(Caller caller, Body<NamedCustomerRequest> body, DeleteCustomer delete, CancellationToken ct) =>
        (await delete.RunAsync(caller, body.Value, ct))
            .ToAnswer(receipt => new Answer<ReceiptData>("Customer deleted.", new(DeletionReceiptSummary.Of(receipt))));
}

/// <summary>An answer with a customer for a merchant.</summary>
public sealed record MerchantCustomerData(MerchantCustomer Customer);

/// <summary>The answer of <c>customers/list</c>, whose rows are directly under data.</summary>
public sealed record FoundCustomersAnswer(
    string Message, IReadOnlyList<MerchantCustomer> Data) : Answer<IReadOnlyList<MerchantCustomer>>(Message, Data)
{
    public int Total => Data.Count;
}
