using System.Text.Json;

namespace Storefront.Platform.Identity.Passkeys;

/// <summary>What a browser's passkey dialog is given, and the sealed challenge to send back with its answer.</summary>
/// <param name="Options">The options of WebAuthn, in its JSON form.</param>
/// <param name="State">The sealed challenge; it works once, within ten minutes.</param>
public sealed record PasskeyOffer(JsonElement Options, string State);
