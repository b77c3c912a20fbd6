using System.Diagnostics;

namespace Storefront.Platform.Persistence;

/// <summary>Logs what ended a request: the exception's type, the database's error code and the trace id; never the message, which may quote
/// the request.</summary>
public static class FailureLog
{
    public static void Write(ILogger log, Exception problem)
    {
        var trace = Activity.Current?.TraceId.ToString();
        if (StorageFault.IsPassing(problem))
        {
            log.LogWarning("The storage does not work at the moment: {Problem}, trace {TraceId}", StorageFault.NameOf(problem), trace);
        }
        else
        {
            log.LogError("Request failed with {Problem} at {Stack}, trace {TraceId}", StorageFault.NameOf(problem), problem.StackTrace, trace);
        }

        log.LogDebug(problem, "What went wrong, as only a developer's machine may tell it");
    }
}
