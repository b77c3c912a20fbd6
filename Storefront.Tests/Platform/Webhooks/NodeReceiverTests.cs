using System.Diagnostics;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Webhooks;

/// <summary>A receiver in Node, written with the npm package of Standard Webhooks, verifies our messages.</summary>
public sealed class NodeReceiverTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [RequiresProgramFact("npm", asRoot: false)]
    public async Task It_verifies_our_messages_and_refuses_those_of_another_secret()
    {
        var folder = await RestoreAsync();
        await using var platform = new TestPlatform();
        platform.SetToday();
        var port = LoopbackPort.Free();
        var (id, secret) = await platform.Aurora.NewWebhookAsync($"http://127.0.0.1:{port}/");
        var start = new ProcessStartInfo("node", ["receiver.js"]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        (start.Environment["SECRET"], start.Environment["PORT"]) = (secret, $"{port}");
        using var node = Process.Start(start)!;
        try
        {
            Assert.Equal("listening", await node.StandardOutput.ReadLineAsync().WaitAsync(Patience));

            await platform.Aurora.InviteQuietlyAsync("zoë@example.com");
            await platform.SendWebhooksAsync();
            Assert.Equal("verified customer.invited", await node.StandardOutput.ReadLineAsync().WaitAsync(Patience));

            await platform.Aurora.MerchantApi.PostAsync("webhooks/rotate-secret", new { webhook_id = id });
            await platform.Aurora.MerchantApi.PostAsync("webhooks/test", new { webhook_id = id });
            Assert.Equal("verified ping", await node.StandardOutput.ReadLineAsync().WaitAsync(Patience));

            await platform.Aurora.MerchantApi.PostAsync("webhooks/rotate-secret", new { webhook_id = id });
            await platform.Aurora.MerchantApi.PostAsync("webhooks/test", new { webhook_id = id });
            Assert.StartsWith("refused", await node.StandardOutput.ReadLineAsync().WaitAsync(Patience), StringComparison.Ordinal);
        }
        finally
        {
            node.Kill();
        }
    }

    // As locked; restored once and kept beside other results.
    private static async Task<string> RestoreAsync()
    {
        var source = Path.Combine(Sources.Root, "Storefront.Tests", "Support", "NodeReceiver");
        var folder = Path.Combine(Sources.Root, "artifacts", "node-receiver");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(source))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        using var npm = Process.Start(
            new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]) { WorkingDirectory = folder })!;
        await npm.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, npm.ExitCode);
        return folder;
    }
}
