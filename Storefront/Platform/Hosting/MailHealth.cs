using Microsoft.Extensions.Diagnostics.HealthChecks;
using Storefront.Platform.Mail.Outbox;

namespace Storefront.Platform.Hosting;

/// <summary>Degraded while mail is delayed everywhere: shops are open, and mails wait.</summary>
internal sealed class MailHealth : IHealthCheck
{
    private readonly SharedProbe<bool> _probe;

    public MailHealth(IServiceScopeFactory scopes, TimeProvider clock) => _probe = new(clock, () => IsHeldUpAsync(scopes));

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await _probe.RunAsync().WaitAsync(cancellationToken)
            ? HealthCheckResult.Degraded("Mail waits, and none has gone out for some minutes")
            : HealthCheckResult.Healthy();

    private static async Task<bool> IsHeldUpAsync(IServiceScopeFactory scopes)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MailDelay>().IsHeldUpAtEveryMerchantAsync(CancellationToken.None);
    }
}
