namespace Storefront.Platform.Tenancy;

/// <summary>Stands in for the merchant where work belongs to the platform itself: staff signing in, and mails to staff.</summary>
/// <remarks>No row of a merchant has its number. A scope with it sees no merchant's rows, and the database refuses to store one.</remarks>
public sealed class PlatformMerchant(IConfiguration configuration)
{
    /// <summary>The number that no merchant has.</summary>
    public const long Id = 0;

    /// <summary>The setting with the address that mails to staff come from.</summary>
    public const string SenderSetting = "Platform:Sender";

    private const string Product = "Storefront";
    private const string NoSender = "staff@localhost.invalid";

    /// <summary>The stand-in, with the platform's name and sender.</summary>
    public Merchant Value { get; } = new()
    {
        Id = Id,
        Name = Product,
        SenderAddress = configuration[SenderSetting] is { Length: > 0 } sender ? sender : NoSender,
        SupportAddress = configuration[SenderSetting] is { Length: > 0 } support ? support : NoSender,
        PrimaryColor = "#292524",
        AccentColor = "#e7e5e4",
    };
}
