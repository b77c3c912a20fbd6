using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Storefront.Platform.Links;
using Storefront.Platform.Mail.Transport;

namespace Storefront.Features.Development;

/// <summary>A mail with the values that a program needs: its link, the link's secret, and the six-digit code.</summary>
public sealed partial record LatestMail(
    long Id, string MessageId, string From, string To, string Subject, string Text, string Html, string? Link, string? Token, string? Code)
{
    public static LatestMail Of(long id, MailMessage mail)
    {
        var links = Links().Matches(mail.Text).Select(link => (Address: link.Value, Token: TokenOf(link.Value))).ToList();
        var (address, token) = links.Find(link => link.Token is not null) is { Address: not null } own ? own : links.FirstOrDefault();
        return new(id, mail.MessageId, mail.From.Address, mail.To, mail.Subject, mail.Text, mail.Html, address, token, CodeOf(mail.Text));
    }

    private static string? TokenOf(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address)
            && QueryHelpers.ParseQuery(address.Query).TryGetValue(MailedLinkPage.Token, out var token) ? token.ToString() : null;

    private static string? CodeOf(string text) =>
        Codes().Match(text) is { Success: true } code ? code.Value.Replace(" ", "", StringComparison.Ordinal) : null;

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();

    // It is on a line of its own.
    [GeneratedRegex(@"^\d{3} ?\d{3}\r?$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Codes();
}
