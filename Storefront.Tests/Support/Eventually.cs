namespace Storefront.Tests.Support;

/// <summary>Waits for what the program does by itself.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns as soon as the condition holds; fails when it never does.</summary>
    public static async Task IsSoAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!isSo())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Returns as soon as the condition holds; fails when it never does.</summary>
    public static async Task IsSoAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await isSo())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
