using System.Text.Json;
using Microsoft.Playwright;

namespace Storefront.E2E.Support;

/// <summary>Chromium's virtual authenticator: a device with passkeys and user verification, by the DevTools protocol.</summary>
public sealed class VirtualAuthenticator
{
    private readonly ICDPSession _devTools;
    private readonly string _id;

    private VirtualAuthenticator(ICDPSession devTools, string id) => (_devTools, _id) = (devTools, id);

    /// <summary>Plugs one into a visitor's page. It keeps its keys across pages.</summary>
    public static async Task<VirtualAuthenticator> PlugInAsync(Visitor visitor)
    {
        var devTools = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        await devTools.SendAsync("WebAuthn.enable");
        var options = new Dictionary<string, object>
        {
            ["protocol"] = "ctap2",
            ["transport"] = "internal",
            ["hasResidentKey"] = true,
            ["hasUserVerification"] = true,
            ["isUserVerified"] = true,
            ["automaticPresenceSimulation"] = true,
        };
        var added = await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = options });
        return new(devTools, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>Whether the owner touches the device as soon as a page asks.</summary>
    public Task BePresentAsync(bool isPresent) => _devTools.SendAsync(
        "WebAuthn.setAutomaticPresenceSimulation", new() { ["authenticatorId"] = _id, ["enabled"] = isPresent });

    /// <summary>How many keys it holds.</summary>
    public async Task<int> CountAsync()
    {
        JsonElement? found = await _devTools.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = _id });
        return found!.Value.GetProperty("credentials").GetArrayLength();
    }
}
