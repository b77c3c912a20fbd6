namespace Storefront.Platform.RateLimiting;

/// <summary>The text for a waiting time.</summary>
public static class WaitText
{
    public static Sentence TooManyAttempts(TimeSpan wait) => (int)Math.Ceiling(wait.TotalMinutes) is var minutes and > 1
        ? new("Too many tries. Wait {0} minutes and try again.", minutes)
        : new("Too many tries. Wait a minute and try again.");
}
