using Storefront.Platform.Api;
using Storefront.Platform.Web;

namespace Storefront.Features.Development;

internal static class MailboxEndpoints
{
    // A mail brings its own inline styles; it may do nothing else, and its links open outside of the frame.
    private const string MailPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'";

    public static void MapMailbox(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_dev/mailbox/{id:long}", ShowHtmlAsync).WithMetadata(new OnPlatformAttribute()).ExcludeFromDescription();
        routes.MapGet("/_dev/mailbox.json", ListAsync).WithMetadata(new OnPlatformAttribute()).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowHtmlAsync(long id, ReadMailbox read, HttpResponse response, CancellationToken ct)
    {
        var found = (await read.RunAsync(ct)).FirstOrDefault(row => row.Id == id);
        if (found.Mail is null)
        {
            return Results.NotFound();
        }

        response.Headers.ContentSecurityPolicy = MailPolicy;
        return Results.Text($"<!DOCTYPE html><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><base target=\"_blank\">{found.Mail.Html}", "text/html; charset=utf-8");
    }

    private static async Task<IResult> ListAsync(ReadMailbox read, CancellationToken ct, long after = 0) => Results.Json(
        (await read.RunAsync(ct, after)).Select(row => new { row.Id, row.Mail.MessageId, From = row.Mail.From.Address, FromName = row.Mail.From.Name, row.Mail.To, row.Mail.ReplyTo, row.Mail.Subject, row.Mail.Date, row.Mail.Text, row.Mail.Html }),
        ApiJson.Options);
}
