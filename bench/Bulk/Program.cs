using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Storefront.Domain.Merchants;
using Storefront.Features.Accounts;
using Storefront.Features.Invitations;
using Storefront.Features.Invitations.Bulk;
using Storefront.Features.Invitations.Invite;
using Storefront.Features.Orders;
using Storefront.Features.Webhooks;
using Storefront.Platform.Api;
using Storefront.Platform.Batches;
using Storefront.Platform.Callers;
using Storefront.Platform.Erasure;
using Storefront.Platform.Identity;
using Storefront.Platform.Mail;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Web;
using Storefront.Platform.Webhooks;

// Sends a table of customers as a batch into the database of the settings, beside single invitations, and prints for each run the
// milliseconds until it is accepted and until every customer is invited, its highest managed memory, and the 99th percentile of the single
// invitations. The first run compiles; each run uses new addresses.
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
builder.Services.AddWebhookDispatching(builder.Configuration);
builder.Services.AddBatches();
builder.Services.AddApiKernel();
builder.Services.AddWebPages(builder.Configuration);
builder.Services.AddInvitations();
builder.Services.AddAccounts();
builder.Services.AddOrders();
builder.Services.AddWebhooks();
await using var app = builder.Build();
for (var run = 0; run < runs; run++)
{
    var (accepted, queued, memory, single) = await SendAsync($"bulk-{Environment.ProcessId}-{run}");
    Console.WriteLine(FormattableString.Invariant(
        $"{accepted.TotalMilliseconds:0} {queued.TotalMilliseconds:0} {memory / 1024.0 / 1024.0:0.0} {single:0.0}"));
}

async Task<(TimeSpan Accepted, TimeSpan Queued, long Memory, double Single)> SendAsync(string prefix)
{
    var start = Stopwatch.GetTimestamp();
    using var done = new CancellationTokenSource();
    var singles = Task.Run(() => InviteSinglyAsync(prefix, done.Token));
    await ScopedAsync(async (services, caller) =>
    {
        // Far ahead, so that no mail leaves while rows are measured.
        var request = new BulkInviteRequest { Pace = "100000", NotBefore = TimeProvider.System.GetUtcNow().AddDays(30) };
        return (await services.GetRequiredService<InviteInBulk>().RunAsync(caller, request, new Upload(Table(prefix), IsFile: true), default)).Value;
    });
    var accepted = Stopwatch.GetElapsedTime(start);
    var most = 0L;
    while (await app.Services.GetRequiredService<BatchDispatcher>().RunDueAsync(default) > 0)
    {
        most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
    }

    var queued = Stopwatch.GetElapsedTime(start);
    await done.CancelAsync();
    var times = (await singles).Order().ToList();
    return (accepted, queued, most, times[(int)(times.Count * 0.99)]);
}

async Task<List<double>> InviteSinglyAsync(string prefix, CancellationToken ct)
{
    var times = new List<double>();
    while (!ct.IsCancellationRequested)
    {
        var start = Stopwatch.GetTimestamp();
        await ScopedAsync(async (services, caller) =>
        {
            var request = new InviteCustomerRequest { Email = $"single-{prefix}-{times.Count}@example.com", Firstname = "Jane" };
            return (await services.GetRequiredService<InviteCustomer>().RunAsync(caller, request, default)).Value;
        });
        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        await Task.Delay(5, CancellationToken.None);
    }

    return times;
}

async Task<T> ScopedAsync<T>(Func<IServiceProvider, Caller, Task<T>> work)
{
    await using var scope = app.Services.CreateAsyncScope();
    var merchant = await scope.ServiceProvider.GetRequiredService<StorefrontDb>().Merchants.AsNoTracking().Include(row => row.Hosts)
        .OrderBy(row => row.Id).FirstAsync();
    scope.ServiceProvider.GetRequiredService<CurrentMerchant>().Set(merchant);
    return await work(scope.ServiceProvider, new Caller { Merchant = merchant, ClientAddress = "203.0.113.9", Abilities = AbilitySet.All });
}

byte[] Table(string prefix) => System.Text.Encoding.UTF8.GetBytes(
    "Customer ID,First Name,Last Name,Email,Accepts Email Marketing\n"
    + string.Concat(Enumerable.Range(0, rows).Select(number => $"'72104488{number},Zoë,van den Berg,{prefix}-{number}@example.com,yes\n")));
