using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Storefront.Platform.Logging;

namespace Storefront.Platform.Web.Forms;

/// <summary>A logger for the framework's antiforgery that turns forged and outdated tokens into one warning a minute with their
/// number.</summary>
/// <remarks>By default the framework logs each unreadable token and cookie as an error with a stack trace, and anybody can send any number
/// of them.</remarks>
public sealed class AntiforgeryLoggerFactory(ILogger<AntiforgeryLoggerFactory> log, TimeProvider clock) : ILoggerFactory, ILogger
{
    private readonly RepeatedWarning _warning = new(log, clock, "An antiforgery token or cookie was forged, of another browser, or out of date");

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
        // Nothing to dispose.
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

    /// <summary>Makes the registered antiforgery use this logger.</summary>
    public static void Use(IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IAntiforgery)).ImplementationType!;
        services.AddSingleton<AntiforgeryLoggerFactory>();
        services.Replace(ServiceDescriptor.Singleton(typeof(IAntiforgery), provider =>
            ActivatorUtilities.CreateInstance(provider, registered, provider.GetRequiredService<AntiforgeryLoggerFactory>())));
    }
}
