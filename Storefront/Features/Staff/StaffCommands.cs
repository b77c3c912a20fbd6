using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Storefront.Features.Staff.Team;
using Storefront.Platform.Callers;
using Storefront.Platform.Hosting;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Staff;

/// <summary>The operator's commands for staff: the first owner of a shop comes in by one.</summary>
public sealed class StaffCommands : IOperatorCommands
{
    private static readonly StaffMember Operator = new(0, "", StaffRole.Owner, IsOperator: true);

    private static Option<long> Merchant => new("--merchant") { Required = true, Description = "The merchant's number" };
    private static Option<string> Email => new("--email") { Required = true, Description = "The member's address" };

    public IEnumerable<Command> Build(OperatorConsole console)
    {
        yield return new Command("staff", "Who works in the admin") { Invite(console), List(console), Remove(console), Operators(console) };
    }

    private static Command Invite(OperatorConsole console)
    {
        var (merchant, email) = (Merchant, Email);
        var role = new Option<StaffRole>("--role") { DefaultValueFactory = _ => StaffRole.Owner, Description = "Viewer, Manager or Owner" };
        return console.Command(
            new("invite", "Mail somebody an invitation to a shop's admin") { merchant, email, role }, async (services, typed, output, ct) =>
                (await AtAsync(services, typed.GetValue(merchant), caller => services.GetRequiredService<InviteStaff>().RunAsync(
                    caller, new() { Email = typed.GetValue(email), Role = typed.GetValue(role) }, ct), ct))
                .Report(output, member => $"Invited as {member.Role}; the mail is on its way."));
    }

    private static Command List(OperatorConsole console)
    {
        var merchant = Merchant;
        return console.Command(new("list", "List a shop's members") { merchant }, async (services, typed, output, ct) =>
            (await AtAsync(services, typed.GetValue(merchant), caller => services.GetRequiredService<ListTeam>().RunAsync(caller, ct), ct))
            .Report(output, team => team.Count == 0 ? "Nobody." : string.Join(Environment.NewLine, team.Select(Line))));
    }

    private static Command Remove(OperatorConsole console)
    {
        var (merchant, email) = (Merchant, Email);
        return console.Command(new("remove", "Remove a member from a shop") { merchant, email }, async (services, typed, output, ct) =>
            (await AtAsync(services, typed.GetValue(merchant), async caller =>
            {
                var team = await services.GetRequiredService<ListTeam>().RunAsync(caller, ct);
                var member = team.Value.FirstOrDefault(row => string.Equals(row.Email, typed.GetValue(email), StringComparison.OrdinalIgnoreCase));
                return await services.GetRequiredService<RemoveStaff>().RunAsync(caller, member?.Id ?? 0, ct);
            }, ct)).Report(output, _ => "Removed."));
    }

    private static Command Operators(OperatorConsole console)
    {
        var email = Email;
        var isOn = new Option<bool>("--on") { DefaultValueFactory = _ => true, Description = "false takes it back" };
        return console.Command(
            new("operator", "Make a member an operator of the platform, who works at every shop") { email, isOn },
            async (services, typed, output, ct) =>
            {
                var db = services.GetRequiredService<StaffDb>();
                _ = EmailAddress.Check(typed.GetValue(email), out var address);
                var canonical = address?.Canonical;
                if (await db.Users.FirstOrDefaultAsync(row => row.NormalizedEmail == canonical, ct) is not { } user)
                {
                    await output.WriteLineAsync("Nobody works here with this address: invite them to a shop first.");
                    return 1;
                }

                user.IsOperator = typed.GetValue(isOn);
                await db.SaveChangesAsync(ct);
                await services.GetRequiredService<Platform.Staff.StaffSessions>().EndAllAsync(user.Id, ct);
                await output.WriteLineAsync(user.IsOperator ? "An operator now." : "No operator any more.");
                return 0;
            });
    }

    private static async Task<Result<T>> AtAsync<T>(
        IServiceProvider services, long merchantId, Func<Caller, Task<Result<T>>> run, CancellationToken ct)
    {
        var merchants = services.GetRequiredService<StorefrontDb>().Merchants;
        if (await merchants.AsNoTracking().FirstOrDefaultAsync(row => row.Id == merchantId, ct) is not { } merchant)
        {
            return StaffErrors.UnknownShop;
        }

        services.GetRequiredService<CurrentMerchant>().Set(merchant);
        return await run(new() { Merchant = merchant, Staff = Operator, ClientAddress = "" });
    }

    private static string Line(TeamMember member) =>
        string.Join(
            '\t', member.Id, member.Email, member.Role, member.HasAccepted ? "accepted" : "invited", member.HasTwoFactor ? "two factors" : "");
}
