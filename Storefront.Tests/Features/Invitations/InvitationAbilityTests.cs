using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Features.Invitations.Invite;
using Storefront.Features.Invitations.Resend;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations;

/// <summary>Merchants' operations check the ability themselves, so that no door can forget it.</summary>
public sealed class InvitationAbilityTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Fact]
    public async Task A_caller_without_the_ability_is_refused_by_the_operation_itself()
    {
        await platform.Aurora.InviteAsync("pending@example.com");
        var mails = (await platform.MailsAsync()).Count;

        var refusals = await platform.AsAsync(platform.Aurora, async (db, services) =>
        {
            var merchant = await db.Merchants.AsNoTracking().FirstAsync(row => row.Id == platform.Aurora.Id);
            var caller = new Caller { Merchant = merchant, ClientAddress = "test", Abilities = new(Ability.ReadCustomers.Name) };
            var pending = await db.Customers.FirstAsync(row => row.Email == "pending@example.com");
            var invited = await services.GetRequiredService<InviteCustomer>().RunAsync(caller, new() { Email = "new@example.com" }, default);
            var resent = await services.GetRequiredService<ResendInvitation>().RunAsync(caller, new() { CustomerId = pending.Id }, default);
            return new[] { invited.Refusal, resent.Refusal };
        });

        Assert.All(refusals, refusal => Assert.Equal(RefusalKind.Forbidden, refusal?.Kind));
        Assert.Null(await platform.Aurora.FindCustomerAsync("new@example.com"));
        Assert.Equal(mails, (await platform.MailsAsync()).Count);
    }
}
