using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Features.Invitations.Browse;
using Storefront.Features.Invitations.Correct;
using Storefront.Features.Invitations.Invite;
using Storefront.Features.Invitations.Preview;
using Storefront.Features.Invitations.Remind;
using Storefront.Features.Invitations.Resend;
using Storefront.Features.Invitations.Revoke;
using Storefront.Features.Invitations.Suppressions;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations;

/// <summary>Merchants' operations check the ability themselves, so that no door can forget it.</summary>
public sealed class InvitationAbilityTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Email = "pending@example.com";

    [Fact]
    public async Task A_caller_without_the_ability_is_refused_by_the_operation_itself()
    {
        await platform.Aurora.InviteAsync(Email);
        var pending = await platform.Aurora.FindCustomerAsync(Email);
        var mails = (await platform.MailsAsync()).Count;

        var refusals = await platform.AsAsync(platform.Aurora, async (db, services) =>
        {
            var merchant = await db.Merchants.AsNoTracking().FirstAsync(row => row.Id == platform.Aurora.Id);
            var reader = new Caller { Merchant = merchant, ClientAddress = "test", Abilities = new(Ability.ReadCustomers.Name) };
            var writer = new Caller { Merchant = merchant, ClientAddress = "test", Abilities = new(Ability.WriteOrders.Name) };
            var invitation = await db.Invitations.AsNoTracking().Where(row => row.CustomerId == pending!.Id).Select(row => row.Id).SingleAsync();
            return new Dictionary<string, Refusal?>
            {
                ["invite"] = (await Of<InviteCustomer>().RunAsync(reader, new() { Email = "new@example.com" }, default)).Refusal,
                ["resend"] = (await Of<ResendInvitation>().RunAsync(reader, new() { CustomerId = pending!.Id }, default)).Refusal,
                ["correct"] = (
                    await Of<CorrectInvitation>().RunAsync(reader, new() { InvitationId = invitation, Email = "new@example.com" }, default)).Refusal,
                ["revoke"] = (await Of<RevokeInvitation>().RunAsync(reader, new() { CustomerId = pending.Id }, default)).Refusal,
                ["remind"] = (await Of<RemindInvitations>().RunAsync(reader, new(), default)).Refusal,
                ["suppress"] = (await Of<AddSuppression>().RunAsync(reader, new() { Email = Email }, default)).Refusal,
                ["allow"] = (await Of<RemoveSuppression>().RunAsync(reader, new() { Email = Email }, default)).Refusal,
                ["suppressions"] = (await Of<ListSuppressions>().RunAsync(writer, new(), default)).Refusal,
                ["list"] = (await Of<ListInvitations>().RunAsync(writer, new(), default)).Refusal,
                ["get"] = (await Of<ReadInvitationTimeline>().RunAsync(writer, new() { InvitationId = invitation }, default)).Refusal,
                ["preview"] = (await Of<PreviewInvitation>().RunAsync(writer, new() { Email = "new@example.com" }, default)).Refusal,
            };

            T Of<T>()
                where T : notnull => services.GetRequiredService<T>();
        });

        Assert.Equal([], refusals.Where(refusal => refusal.Value?.Kind != RefusalKind.Forbidden).Select(refusal => refusal.Key));
        Assert.Null(await platform.Aurora.FindCustomerAsync("new@example.com"));
        Assert.NotNull(await platform.Aurora.FindCustomerAsync(Email));
        Assert.Equal(0, await platform.Aurora.CountAsync(db => db.Suppressions));
        Assert.Equal(mails, (await platform.MailsAsync()).Count);
    }
}
