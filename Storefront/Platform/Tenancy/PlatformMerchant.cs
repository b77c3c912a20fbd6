using Storefront.Platform.Results;

namespace Storefront.Platform.Tenancy;

/// <summary>Stands in for the merchant where work belongs to the platform itself: staff signing in, and mails to staff.</summary>
/// <remarks>No row of a merchant has its number. A scope with it sees no merchant's rows, and the database refuses to store one.</remarks>
public sealed class PlatformMerchant
{
    /// <summary>The number that no merchant has.</summary>
    public const long Id = 0;

    private const string Setting = "Platform:Sender";
    private const string Product = "Storefront";
    private const string DemoSender = "staff@storefront.example";

    public PlatformMerchant(IConfiguration configuration, IHostEnvironment environment)
    {
        var sender = configuration[Setting] is { Length: > 0 } set ? set : environment.IsDevelopment() ? DemoSender : null;
        if (sender is not null && EmailAddress.Check(sender, out _) is not null)
        {
            throw new StartRefusedException($"The setting {Setting} is '{sender}', which is no address.");
        }

        CanMail = sender is not null;
        Value = new()
        {
            Id = Id,
            Name = Product,
            SenderAddress = sender ?? DemoSender,
            SupportAddress = sender ?? DemoSender,
            PrimaryColor = "#292524",
            AccentColor = "#e7e5e4",
        };
    }

    /// <summary>Whether mails to staff have a sender (setting <c>Platform:Sender</c>).</summary>
    public bool CanMail { get; }

    /// <summary>The stand-in, with the platform's name and sender.</summary>
    public Merchant Value { get; }
}
