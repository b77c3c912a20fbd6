using System.Globalization;
using System.Text.RegularExpressions;
using MimeKit;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Mail.Transport;

namespace Storefront.Platform.Mail.Bounces;

/// <summary>Reads a delivery status notification (RFC 3464) about one recipient.</summary>
internal static class DeliveryReport
{
    private const int PermanentCode = 550;
    private const int ExpiredCode = 450;

    private static readonly Regex _status = new(@"\b[245]\.[0-9]{1,3}\.[0-9]{1,3}\b", RegexOptions.NonBacktracking);
    private static readonly Regex _reply = new(@"^\s*smtp\s*;\s*(?<code>[45][0-9]{2})\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    /// <summary>The failure it reports; null for a delay, a success, an automatic reply, or anything else.</summary>
    public static MailOutcome? FailureIn(MimeMessage message)
    {
        if (message.Body is not MultipartReport { ReportType: "delivery-status" } report
            || report.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { } delivery)
        {
            return null;
        }

        // The first group is about the whole mail, each other about a recipient.
        var failed = delivery.StatusGroups.Skip(1)
            .FirstOrDefault(group => (group["Action"] ?? "").Trim().StartsWith("failed", StringComparison.OrdinalIgnoreCase));
        var status = _status.Match(failed?["Status"] ?? "");
        return failed is not null && status.Success ? Outcome(status.Value, failed["Diagnostic-Code"] ?? "") : null;
    }

    // A failure with 4.x.x is a server that gave up after days.
    private static MailOutcome Outcome(string status, string diagnostic)
    {
        var reply = _reply.Match(diagnostic);
        var code = reply.Success ? int.Parse(reply.Groups["code"].Value, CultureInfo.InvariantCulture)
            : status.StartsWith('5') ? PermanentCode : ExpiredCode;
        var text = diagnostic.Contains(';', StringComparison.Ordinal) ? diagnostic[(diagnostic.IndexOf(';', StringComparison.Ordinal) + 1)..] : "";
        var reason = MailRefusedException.ForGood(code, $"{status} {text.Trim()}".TrimEnd()).Reason;
        return new MailOutcome(OutboxState.Parked, code, reason) { EnhancedStatus = status };
    }
}
