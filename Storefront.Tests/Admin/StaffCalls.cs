using Storefront.Admin;
using Storefront.Features.Accounts.Browse;
using Storefront.Features.Accounts.Deletion;
using Storefront.Features.Accounts.Update;
using Storefront.Features.Invitations;
using Storefront.Features.Invitations.Browse;
using Storefront.Features.Invitations.Bulk;
using Storefront.Features.Invitations.Correct;
using Storefront.Features.Invitations.Import;
using Storefront.Features.Invitations.Invite;
using Storefront.Features.Invitations.Preview;
using Storefront.Features.Invitations.Resend;
using Storefront.Features.Invitations.Revoke;
using Storefront.Features.Merchants.Overview;
using Storefront.Features.Merchants.Settings;
using Storefront.Features.Merchants.Tokens;
using Storefront.Features.Orders.Browse;
using Storefront.Features.Staff.Team;
using Storefront.Features.Webhooks;
using Storefront.Features.Webhooks.Browse;
using Storefront.Features.Webhooks.Create;
using Storefront.Features.Webhooks.Delete;
using Storefront.Features.Webhooks.Deliveries;
using Storefront.Features.Webhooks.Rotate;
using Storefront.Features.Webhooks.Test;
using Storefront.Features.Webhooks.Update;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Tests.Admin;

/// <summary>The numbers of one shop's things.</summary>
public sealed record Things(long Customer, long Invitation, long Batch, long Webhook, long Delivery, long Token, long Member)
{
    /// <summary>Numbers of nothing.</summary>
    public static readonly Things Unknown = new(999_999, 999_999, 999_999, 999_999, 999_999, 999_999, 999_999);
}

/// <summary>An operation that screens call, the least role that may, and a call that changes nothing of its own shop.</summary>
public sealed record StaffCall(string Operation, StaffRole Least, Func<ShopOperations, long, Things, Task<Refusal?>> RunAsync)
{
    private static readonly Upload NoTable = new(ReadOnlyMemory<byte>.Empty, IsFile: true);

    /// <summary>Every operation that a screen of a shop calls.</summary>
    public static IReadOnlyList<StaffCall> All =>
    [
        .. OfInvitations, .. OfCustomers, .. OfShop, .. OfDevelopers,
        Row<ListTeam, IReadOnlyList<TeamMember>>(StaffRole.Viewer, (run, caller, _) => run.RunAsync(caller, default)),
        Row<InviteStaff, TeamMember>(StaffRole.Owner, (run, caller, _) => run.RunAsync(caller, new(), default)),
        Row<ChangeStaffRole, Done>(StaffRole.Owner, (run, caller, of) => run.RunAsync(caller, new(of.Member, StaffRole.Viewer), default)),
        Row<RemoveStaff, Done>(StaffRole.Owner, (run, caller, of) => run.RunAsync(caller, of.Member, default)),
    ];

    private static IEnumerable<StaffCall> OfInvitations =>
    [
        Row<ListInvitations, Page<InvitationSummary>>(StaffRole.Viewer, (run, caller, _) => run.RunAsync(caller, new(), default)),
        Row<CountInvitations, InvitationCounts>(StaffRole.Viewer, (run, caller, _) => run.RunAsync(caller, default)),
        Row<ReadInvitationTimeline, InvitationSummary>(
            StaffRole.Viewer, (run, caller, of) => run.RunAsync(caller, new() { InvitationId = of.Invitation }, default)),
        Row<PreviewInvitation, InvitationPreviewData>(StaffRole.Viewer, (run, caller, _) => run.RunAsync(caller, new(), default)),
        Row<InviteCustomer, InvitedCustomer>(StaffRole.Manager, (run, caller, _) => run.RunAsync(caller, new(), default)),
        Row<ResendInvitation, InvitationSummary>(
            StaffRole.Manager, (run, caller, of) => run.RunAsync(caller, new() { InvitationId = of.Invitation }, default)),
        Row<CorrectInvitation, InvitationSummary>(
            StaffRole.Manager,
            (run, caller, of) => run.RunAsync(caller, new() { InvitationId = of.Invitation, Email = "corrected@example.com" }, default)),
        Row<RevokeInvitation, RevokedInvitation>(
            StaffRole.Manager, (run, caller, of) => run.RunAsync(caller, new() { InvitationId = of.Invitation }, default)),
        Row<InspectImport, InspectedFile>(StaffRole.Viewer, (run, caller, _) => run.RunAsync(caller, new(), NoTable.Bytes, default)),
        Row<InviteInBulk, InvitationBatch>(StaffRole.Manager, (run, caller, _) => run.RunAsync(caller, new(), NoTable, default)),
        Row<ListBatches, Page<BatchView>>(StaffRole.Viewer, (run, caller, _) => run.RunAsync(caller, new(), default)),
        Row<ReadBatch, BatchView>(StaffRole.Viewer, (run, caller, of) => run.RunAsync(caller, new() { BatchId = of.Batch }, default)),
        Row<ListBatchRows, Page<BatchRowView>>(
            StaffRole.Viewer, (run, caller, of) => run.RunAsync(caller, new() { BatchId = of.Batch }, default)),
        Row<MailBatchTest, string>(StaffRole.Manager, (run, caller, of) => run.RunAsync(caller, new() { BatchId = of.Batch }, default)),
        Row<ControlBatch, BatchView>(
            StaffRole.Manager, (run, caller, of) => run.RunAsync(caller, new() { BatchId = of.Batch }, BatchCommand.Cancel, default)),
    ];

    private static IEnumerable<StaffCall> OfCustomers =>
    [
        Row<ListCustomers, Page<Customer>>(StaffRole.Viewer, (run, caller, _) => run.RunAsync(caller, new(), default)),
        Row<ReadCustomer, Customer>(StaffRole.Viewer, (run, caller, of) => run.RunAsync(caller, new() { CustomerId = of.Customer }, default)),
        Row<ReadCustomerHistory, CustomerHistory>(
            StaffRole.Viewer, (run, caller, of) => run.RunAsync(caller, new() { CustomerId = of.Customer }, default)),
        Row<ListShopOrders, Page<Order>>(StaffRole.Viewer, (run, caller, of) => run.RunAsync(caller, new() { CustomerId = of.Customer }, default)),
        Row<PreviewCustomerDeletion, DeletionPreview>(
            StaffRole.Viewer, (run, caller, of) => run.RunAsync(caller, new() { CustomerId = of.Customer }, default)),
        Row<ListDeletions, Page<DeletionReceipt>>(StaffRole.Viewer, (run, caller, _) => run.RunAsync(caller, new(), default)),
        Row<UpdateCustomer, Customer>(
            StaffRole.Manager, (run, caller, of) => run.RunAsync(caller, new() { CustomerId = of.Customer, Firstname = "Crossed" }, default)),
        Row<DeleteCustomer, DeletionReceipt>(
            StaffRole.Manager, (run, caller, of) => run.RunAsync(caller, new() { CustomerId = of.Customer }, default)),
    ];

    private static IEnumerable<StaffCall> OfShop =>
    [
        Row<ReadOverview, ShopOverview>(StaffRole.Viewer, (run, caller, _) => run.RunAsync(caller, new(), default)),
        Row<ReadBrand, BrandView>(StaffRole.Viewer, (run, caller, _) => run.RunAsync(caller, default)),
        Row<ReadMailPicture, MailPicture>(StaffRole.Viewer, (run, caller, _) => run.RunAsync(caller, default)),
        Row<PreviewBrand, BrandContrast>(StaffRole.Viewer, (run, caller, _) => run.RunAsync(caller, new(), default)),
        Row<UpdateBrand, BrandView>(StaffRole.Manager, (run, caller, _) => run.RunAsync(caller, new(), default)),
        Row<ReadShop, ShopSettings>(StaffRole.Viewer, (run, caller, _) => run.RunAsync(caller, default)),
        Row<UpdateShop, ShopSettings>(StaffRole.Manager, (run, caller, _) => run.RunAsync(caller, new(), default)),
    ];

    private static IEnumerable<StaffCall> OfDevelopers =>
    [
        Row<ListMerchantTokens, Page<ListedToken>>(StaffRole.Owner, (run, caller, _) => run.RunAsync(caller, new(), default)),
        Row<CreateMerchantToken, CreatedToken>(StaffRole.Owner, (run, caller, _) => run.RunAsync(caller, new(), default)),
        Row<RotateMerchantToken, CreatedToken>(
            StaffRole.Owner, (run, caller, of) => run.RunAsync(caller, new() { TokenId = of.Token }, default)),
        Row<RevokeMerchantToken, Done>(StaffRole.Owner, (run, caller, of) => run.RunAsync(caller, new() { TokenId = of.Token }, default)),
        Row<ListWebhooks, Page<WebhookSummary>>(StaffRole.Owner, (run, caller, _) => run.RunAsync(caller, new(), default)),
        Row<CreateWebhook, WebhookSummary>(StaffRole.Owner, (run, caller, _) => run.RunAsync(caller, new(), default)),
        Row<UpdateWebhook, WebhookSummary>(
            StaffRole.Owner, (run, caller, of) => run.RunAsync(caller, new() { WebhookId = of.Webhook, Status = "paused" }, default)),
        Row<RotateWebhookSecret, WebhookSummary>(
            StaffRole.Owner, (run, caller, of) => run.RunAsync(caller, new() { WebhookId = of.Webhook }, default)),
        Row<DeleteWebhook, Done>(StaffRole.Owner, (run, caller, of) => run.RunAsync(caller, new() { WebhookId = of.Webhook }, default)),
        Row<TestWebhook, WebhookAttempt>(StaffRole.Owner, (run, caller, of) => run.RunAsync(caller, new() { WebhookId = of.Webhook }, default)),
        Row<ListDeliveries, Page<DeliverySummary>>(
            StaffRole.Owner, (run, caller, of) => run.RunAsync(caller, new() { WebhookId = of.Webhook }, default)),
        Row<ReadDelivery, DeliverySummary>(
            StaffRole.Owner, (run, caller, of) => run.RunAsync(caller, new() { DeliveryId = of.Delivery }, default)),
        Row<RetryDelivery, DeliverySummary>(
            StaffRole.Owner, (run, caller, of) => run.RunAsync(caller, new() { DeliveryId = of.Delivery }, default)),
    ];

    private static StaffCall Row<TOperation, T>(StaffRole least, Func<TOperation, Caller, Things, Task<Result<T>>> run)
        where TOperation : notnull =>
        new(typeof(TOperation).Name, least, async (operations, shopId, of) =>
            (await operations.RunAsync<TOperation, T>(shopId, (operation, caller) => run(operation, caller, of))).Refusal);
}
