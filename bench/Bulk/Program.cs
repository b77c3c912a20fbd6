using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Storefront.Domain.Merchants;
using Storefront.Features.Accounts;
using Storefront.Features.Invitations;
using Storefront.Features.Invitations.Invite;
using Storefront.Features.Orders;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Erasure;
using Storefront.Platform.Identity;
using Storefront.Platform.Mail;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Web;

// Invites a number of customers by the path of a bulk operation, into the database of the settings, and prints for each run its
// milliseconds and its highest managed memory. The first run compiles; each run uses new addresses.
var (rows, runs) = (int.Parse(args[0], CultureInfo.InvariantCulture), int.Parse(args[1], CultureInfo.InvariantCulture));
var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddTenancy();
builder.Services.AddPersistence(builder.Configuration, builder.Environment);
builder.Services.AddCustomerIdentity();
builder.Services.AddErasure();
builder.Services.AddRateLimits(builder.Configuration);
builder.Services.AddMailing(builder.Configuration);
builder.Services.AddApiKernel();
builder.Services.AddWebPages(builder.Configuration);
builder.Services.AddInvitations();
builder.Services.AddAccounts();
builder.Services.AddOrders();
await using var app = builder.Build();
for (var run = 0; run < runs; run++)
{
    var (time, memory) = await InviteAsync($"bulk-{Environment.ProcessId}-{run}");
    Console.WriteLine(FormattableString.Invariant($"{time.TotalMilliseconds:0} {memory / 1024.0 / 1024.0:0.0}"));
}

async Task<(TimeSpan Time, long Memory)> InviteAsync(string prefix)
{
    await using var scope = app.Services.CreateAsyncScope();
    var merchant = await scope.ServiceProvider.GetRequiredService<StorefrontDb>().Merchants.AsNoTracking().Include(row => row.Hosts)
        .OrderBy(row => row.Id).FirstAsync();
    scope.ServiceProvider.GetRequiredService<CurrentMerchant>().Set(merchant);
    var caller = new Caller { Merchant = merchant, ClientAddress = "203.0.113.9", Abilities = AbilitySet.All };
    var (start, most, done) = (Stopwatch.GetTimestamp(), 0L, 0);
    await foreach (var answer in scope.ServiceProvider.GetRequiredService<InviteCustomers>()
        .RunAsync(caller, Requests(prefix).ToAsyncEnumerable(), default))
    {
        done += answer.IsRefused ? throw new InvalidOperationException($"Refused: {answer.Refusal!.Code}") : 1;
        most = done % 1000 == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: false)) : most;
    }

    return (Stopwatch.GetElapsedTime(start), most);
}

IEnumerable<InviteCustomerRequest> Requests(string prefix) => Enumerable.Range(0, rows)
    .Select(number => new InviteCustomerRequest { Email = $"{prefix}-{number}@example.com", Firstname = "Jane", Lastname = "Doe" });
