using Storefront.Platform.Api;
using Storefront.Platform.Mail.Transport;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Development;

internal static class MailboxEndpoints
{
    // A mail needs only inline styles and its merchant's logo. Links open outside the frame.
    private const string MailPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src http: https:; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors "
            + "'self'";

    public static void MapMailbox(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_dev/mailbox/{id:long}", ShowHtmlAsync).WithMetadata(new OnPlatformAttribute()).ExcludeFromDescription();
        routes.MapGet("/_dev/mailbox/latest", LatestAsync).WithMetadata(new OnPlatformAttribute()).ExcludeFromDescription();
        routes.MapGet("/_dev/mailbox.json", ListAsync).WithMetadata(new OnPlatformAttribute()).ExcludeFromDescription();
        routes.MapGet("/_dev/mailbox/preview/{kind}", PreviewAsync).WithMetadata(new OnPlatformAttribute()).ExcludeFromDescription();
        routes.MapGet("/_dev/mailbox/preview/{kind}/text", PreviewTextAsync).WithMetadata(new OnPlatformAttribute()).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowHtmlAsync(long id, ReadMailbox read, HttpResponse response, CancellationToken ct) =>
        Html(await read.FindAsync(id, ct), response);

    private static async Task<IResult> PreviewAsync(
        string kind, [AsParameters] MailView view, PreviewMail preview, HttpResponse response, CancellationToken ct) =>
        Html(await preview.RunAsync(kind, view, ct), response);

    private static async Task<IResult> PreviewTextAsync(string kind, [AsParameters] MailView view, PreviewMail preview, CancellationToken ct) =>
        await preview.RunAsync(kind, view, ct) is { } mail
            ? Results.Text($"Subject: {mail.Subject}\n\n{mail.Text}", "text/plain; charset=utf-8")
            : Results.NotFound();

    private static IResult Html(MailMessage? mail, HttpResponse response)
    {
        if (mail is null)
        {
            return Results.NotFound();
        }

        response.Headers.ContentSecurityPolicy = MailPolicy;
        return Results.Text(mail.Html.Replace("<head>", "<head><base target=\"_blank\">", StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    private static async Task<IResult> LatestAsync(ReadLatestMail read, CancellationToken ct, string? to = null) =>
        await read.RunAsync(to, ct) is { } mail ? Results.Json(mail, ApiJson.Options) : Results.NotFound();

    private static async Task<IResult> ListAsync(ReadMailbox read, CancellationToken ct, long after = 0) => Results.Json(
        (await read.RunAsync(ct, after))
            .Select(row => new
            {
                row.Id,
                row.Mail.MessageId,
                From = row.Mail.From.Address,
                FromName = row.Mail.From.Name,
                row.Mail.To,
                row.Mail.ReplyTo,
                row.Mail.Subject,
                row.Mail.Date,
                row.Mail.Text,
                row.Mail.Html
            }),
        ApiJson.Options);
}
