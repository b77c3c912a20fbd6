using Storefront.Features.Invitations.Accept;
using Storefront.Features.Invitations.Browse;
using Storefront.Features.Invitations.Bulk;
using Storefront.Features.Invitations.Correct;
using Storefront.Features.Invitations.Decline;
using Storefront.Features.Invitations.Expire;
using Storefront.Features.Invitations.Import;
using Storefront.Features.Invitations.Invite;
using Storefront.Features.Invitations.Preview;
using Storefront.Features.Invitations.Remind;
using Storefront.Features.Invitations.Renew;
using Storefront.Features.Invitations.Resend;
using Storefront.Features.Invitations.Revoke;
using Storefront.Features.Invitations.Suppressions;
using Storefront.Platform.Batches;
using Storefront.Platform.Erasure;
using Storefront.Platform.Hosting;
using Storefront.Platform.Identity;
using Storefront.Platform.Jobs;
using Storefront.Platform.Links;
using Storefront.Platform.Mail.Bounces;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Web.Middleware;
using Storefront.Platform.Web.PageCache;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Invitations;

/// <summary>Registers and maps the invitation feature.</summary>
public static class InvitationsFeature
{
    public static IServiceCollection AddInvitations(this IServiceCollection services) => services
        .AddScoped<InviteCustomer>()
        .AddScoped<InviteCustomerTransaction>()
        .AddScoped<AcceptInvitation>()
        .AddScoped<AcceptInvitationTransaction>()
        .AddScoped<AccountTakeover>()
        .AddScoped<UnprovenAccountInviter>()
        .AddScoped<ReadInvitation>()
        .AddScoped<RecordInvitationOpening>()
        .AddScoped<ListInvitations>()
        .AddScoped<CountInvitations>()
        .AddScoped<ReadInvitationTimeline>()
        .AddScoped<DeclineInvitation>()
        .AddScoped<RenewInvitation>()
        .AddScoped<ResendInvitation>()
        .AddScoped<RevokeInvitation>()
        .AddScoped<RemindInvitations>()
        .AddScoped<WaitingReminderStore>()
        .AddScoped<IErasureHandler, WaitingReminderStore>()
        .AddScoped<IRevocationReplay, RevocationReplay>()
        .AddScoped<IDeferredMailJob, RemindInvitationJob>()
        .AddScoped<PreviewInvitation>()
        .AddScoped<InspectImport>()
        .AddBulk()
        .AddScoped<CorrectInvitation>()
        .AddScoped<InvitationSender>()
        .AddScoped<SuppressionList>()
        .AddScoped<ListSuppressions>()
        .AddScoped<AddSuppression>()
        .AddScoped<RemoveSuppression>()
        .AddSingleton<ExpiredInvitationNotifier>()
        .AddHostedService<DelayedHostedService<ExpiredInvitationNotifier>>()
        .AddScoped<InvitationWebhooks>()
        .AddSingleton(new WebhookPayload(
            typeof(InvitationPayload), WebhookEventTypes.CustomerInvited, WebhookEventTypes.InvitationSent, WebhookEventTypes.InvitationOpened,
            WebhookEventTypes.InvitationBounced, WebhookEventTypes.InvitationCorrected, WebhookEventTypes.InvitationAccepted,
            WebhookEventTypes.InvitationDeclined, WebhookEventTypes.InvitationRevoked, WebhookEventTypes.InvitationExpired))
        .AddScoped<InvitationTimeline>()
        .AddScoped<IVerifiedEmailHandler, InvitationTimeline>()
        .AddScoped<IMailOutcomeHandler, InvitationDeliveryHandler>()
        .AddScoped<IUnsubscribeHandler, UnsubscribeInvitation>()
        .AddScoped<IPendingCustomerNotifier, InvitationSender>()
        .AddMailedLink(ShopPages.AcceptInvitation, "invitation", TokenPurpose.AcceptInvitation)
        .AddSingleton<ICopiedPage, AcceptInvitationCopies>()
        .AddMail<InvitationMail>();

    private static IServiceCollection AddBulk(this IServiceCollection services) => services
        .AddSingleton<BatchRowProtector>()
        .AddSingleton(new WebhookPayload(typeof(BatchPayload), WebhookEventTypes.BatchPaused, WebhookEventTypes.BatchCompleted))
        .AddScoped<InviteInBulk>()
        .AddScoped<BatchReader>()
        .AddSingleton<IOperatorCommands, JobCommands>()
        .AddScoped<ReadBatch>()
        .AddScoped<ListBatches>()
        .AddScoped<ListBatchRows>()
        .AddScoped<ControlBatch>()
        .AddScoped<MailBatchTest>()
        .AddScoped<BatchPace>()
        .AddScoped<BatchEnd>()
        .AddScoped<BatchBrake>()
        .AddScoped<BatchPasswords>()
        .AddScoped<BatchRowWriter>()
        .AddScoped<BatchMailReleaser>()
        .AddScoped<BatchWithdrawer>()
        .AddScoped<IBatchWorker, InviteBatchWorker>()
        .AddScoped<IMailHold, BatchMailHold>();

    public static void MapInvitations(this RouteGroupBuilder api)
    {
        api.MapInviteCustomer();
        api.MapPreviewInvitation();
        api.MapInspectImport();
        api.MapBulk();
        api.MapListInvitations();
        api.MapCountInvitations();
        api.MapReadInvitationTimeline();
        api.MapResendInvitation();
        api.MapCorrectInvitation();
        api.MapRemindInvitations();
        api.MapRevokeInvitation();
        api.MapSuppressions();
        api.MapAcceptInvitation();
        api.MapRenewInvitation();
        api.MapDeclineInvitation();
    }
}
