using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Staff;

/// <summary>A developer's platform, and the program outside Development on the same rows.</summary>
public sealed class OutsideDevelopment : IAsyncLifetime
{
    public OutsideDevelopment() => Program = new()
    {
        Settings =
        {
            ["environment"] = "Production",
            ["ConnectionStrings:Storefront"] = Developers.Connection,
            ["Mail:Transport"] = "Smtp",
            ["Mail:Smtp:Host"] = "127.0.0.1",
            ["Mail:Smtp:Port"] = "1",
            ["Platform:Sender"] = "staff@storefront.example",
            ["Proxies:Trusted:0"] = "127.0.0.1",
        },
    };

    public TestPlatform Developers { get; } = new();

    public TestPlatform Program { get; }

    public Task InitializeAsync()
    {
        // The first creates the demo's rows.
        _ = Developers.Services;
        _ = Program.Services;
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await Program.DisposeAsync();
        await Developers.DisposeAsync();
    }
}
