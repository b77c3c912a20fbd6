using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Storefront.Platform.Web.Forms;

/// <summary>Gives the framework's antiforgery a logger by which forged and outdated tokens become one warning a minute with their number.</summary>
/// <remarks>By itself it logs each token and cookie that it cannot read as an error with a stack trace, and anybody can send as many as they like.</remarks>
public sealed class AntiforgeryLoggerFactory(ILogger<AntiforgeryLoggerFactory> log, TimeProvider clock) : ILoggerFactory, ILogger
{
    private readonly RepeatedWarning _warning = new(log, clock, "An antiforgery token or cookie was forged, of another browser, or out of date");

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
        // Nothing is held.
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _warning.Count();
        }
    }

    /// <summary>Has the registered antiforgery made with this logger.</summary>
    public static void Use(IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IAntiforgery)).ImplementationType!;
        services.AddSingleton<AntiforgeryLoggerFactory>();
        services.Replace(ServiceDescriptor.Singleton(typeof(IAntiforgery), provider =>
            ActivatorUtilities.CreateInstance(provider, registered, provider.GetRequiredService<AntiforgeryLoggerFactory>())));
    }
}
