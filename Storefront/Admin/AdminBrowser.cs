using Microsoft.JSInterop;

namespace Storefront.Admin;

/// <summary>What the admin asks of the member's browser: the chosen look.</summary>
public sealed class AdminBrowser(IJSRuntime script)
{
    /// <summary>Whether the dark look was chosen in this browser; null follows the system.</summary>
    public async Task<bool?> ReadLookAsync() => await script.InvokeAsync<string?>("admin.readLook") switch
    {
        "dark" => true,
        "light" => false,
        _ => null,
    };

    /// <summary>Keeps the choice in this browser.</summary>
    public ValueTask KeepLookAsync(bool isDark) => script.InvokeVoidAsync("admin.keepLook", isDark ? "dark" : "light");
}
