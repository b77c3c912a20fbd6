using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Hosting;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Development;

/// <summary>Adds one owner per demo shop, with a password that everybody knows; outside Development nobody signs in with it.</summary>
public sealed class DemoStaff(IServiceScopeFactory scopes, IConfiguration configuration, PlatformMerchant platform, TimeProvider clock) : IStartStep
{
    public const string Password = "demo-owner-password";

    /// <summary>The address of each owner, by the host of the shop.</summary>
    public static readonly IReadOnlyDictionary<string, string> Owners = new Dictionary<string, string>
    {
        ["aurora.localhost"] = "owner@aurora.example",
        ["birch.localhost"] = "owner@birch.example",
    };

    public async Task RunAsync(CancellationToken ct)
    {
        if (!configuration.GetValue<bool>("Demo:Enabled"))
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        foreach (var (host, email) in Owners)
        {
            if (await services.GetRequiredService<IMerchantStore>().FindByHostAsync(host, ct) is { } shop)
            {
                await AddAsync(services, shop, email, ct);
            }
        }
    }

    private async Task AddAsync(IServiceProvider services, Merchant shop, string email, CancellationToken ct)
    {
        var db = services.GetRequiredService<StaffDb>();
        if (await db.Users.AnyAsync(user => user.NormalizedEmail == email, ct))
        {
            return;
        }

        _ = EmailAddress.Check(email, out var address);
        var caller = new Caller { Merchant = platform.Value, ClientAddress = "" };
        var hash = await services.GetRequiredService<PasswordHashing>().HashAsync(caller, Password, ct);
        var owner = StaffUser.Demo(address, clock.GetUtcNow());
        owner.SetPasswordHash(hash.Value);
        db.Memberships.Add(new() { StaffUser = owner, MerchantId = shop.Id, Role = StaffRole.Owner, CreatedAt = owner.CreatedAt });
        await db.SaveChangesAsync(ct);
    }
}
