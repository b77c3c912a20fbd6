using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Mail.Bounces;

/// <summary>Makes one bounce address and one unsubscribe address per mail, and recognizes them.</summary>
/// <remarks>The code in an address is keyed with this database's key and bound to the Message-ID: nobody else can make one, and a restored
/// database reuses none.</remarks>
public sealed class BounceAddresses(AddressHasher hasher, IOptions<BounceOptions> options)
{
    private const string Bounces = "bounces";
    private const string Unsubscribe = "unsubscribe";

    // The local part stays below 64 characters, with a number of any length.
    private const int CodeBytes = 15;

    private readonly Regex _pattern = new(
        $@"\b(?<box>{Bounces}|{Unsubscribe})\+(?<id>[0-9]{{1,18}})\.(?<code>[0-9a-f]{{{2 * CodeBytes}}})@{Regex.Escape(options.Value.Domain)}\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <summary>The address that a mail's bounces go to; null where no domain is set.</summary>
    public string? ReturnPathOf(OutboxMail mail) => options.Value.Domain.Length == 0 ? null : Address(Bounces, mail);

    /// <summary>The address that a mail to it unsubscribes from; null where nobody would read it.</summary>
    public string? UnsubscribeOf(OutboxMail mail) => options.Value.IsRead ? Address(Unsubscribe, mail) : null;

    /// <summary>The first address of ours in a header's text, genuine or not; null when there is none.</summary>
    public BounceAddress? Find(string text)
    {
        var match = _pattern.Match(text);
        return options.Value.Domain.Length == 0 || !match.Success ? null : new(
            match.Groups["box"].Value.Equals(Unsubscribe, StringComparison.OrdinalIgnoreCase),
            long.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture), match.Groups["code"].Value.ToLowerInvariant());
    }

    /// <summary>Whether the address was made here, for this mail.</summary>
    public bool IsOf(BounceAddress address, OutboxMail mail) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(address.Code), Encoding.ASCII.GetBytes(Code(address.IsUnsubscribe ? Unsubscribe : Bounces, mail)));

    private string Address(string box, OutboxMail mail) =>
        string.Create(CultureInfo.InvariantCulture, $"{box}+{mail.Id}.{Code(box, mail)}@{options.Value.Domain}");

    // No address has a space, so this is never the hash of one.
    private string Code(string box, OutboxMail mail) =>
        Convert.ToHexStringLower(hasher.Hash(mail.MerchantId, $"{box} {mail.MessageId}").AsSpan(0, CodeBytes));
}

/// <summary>An address of a mail as it was read: whose it claims to be, and the code that proves it.</summary>
public sealed record BounceAddress(bool IsUnsubscribe, long MailId, string Code);
