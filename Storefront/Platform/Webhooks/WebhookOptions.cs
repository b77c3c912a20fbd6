namespace Storefront.Platform.Webhooks;

/// <summary>The settings of webhooks.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>Whether receivers may be private, without TLS and at any port; for a developer's machine only.</summary>
    public bool AllowPrivateAddresses { get; set; }
}
