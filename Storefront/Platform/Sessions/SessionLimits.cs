namespace Storefront.Platform.Sessions;

/// <summary>The longest lifetime of a session, and the longest time without use (ASVS 7.3.1, 7.3.2).</summary>
public sealed record SessionLimits(TimeSpan Lifetime, TimeSpan Idle)
{
    public static readonly SessionLimits Browser = new(TimeSpan.FromDays(7), TimeSpan.FromHours(24));
    public static readonly SessionLimits Remembered = new(TimeSpan.FromDays(30), TimeSpan.FromDays(30));
    public static readonly SessionLimits Bearer = new(TimeSpan.FromDays(365), TimeSpan.FromDays(30));

    /// <summary>Every pair of limits that a session can have.</summary>
    public static readonly IReadOnlyList<SessionLimits> All = [Browser, Remembered, Bearer];

    public static SessionLimits Of(SessionKind kind, bool isRemembered) => kind == SessionKind.Bearer ? Bearer : isRemembered ? Remembered : Browser;
}
