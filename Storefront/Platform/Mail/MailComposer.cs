using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Storefront.Domain;
using Storefront.Platform.Texts;

namespace Storefront.Platform.Mail;

/// <summary>Writes a mail from an outbox row: subject, HTML and text in the row's language, on the merchant's brand.</summary>
/// <remarks>The same row gives the same mail, so a retry repeats it under the same Message-ID.</remarks>
public sealed class MailComposer(
    IEnumerable<MailTemplate> templates, MailContentProtector protector, IServiceProvider services, ILoggerFactory loggers, IStringLocalizer<Sentences> texts)
{
    public async Task<MailMessage> ComposeAsync(OutboxMail row, Merchant merchant)
    {
        var template = templates.First(template => template.Kind == row.Kind);
        var content = protector.Unprotect<MailContent>(row.Content);
        var culture = CultureInfo.GetCultureInfo(row.Language);

        // Stays with this flow of calls: cultures travel with the execution context.
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            ["Model"] = content.Model.Deserialize(template.ModelType),
            ["Merchant"] = merchant,
        });
        await using var renderer = new HtmlRenderer(services, loggers);
        return new MailMessage
        {
            From = new(merchant.SenderAddress, merchant.Name),
            To = content.Recipient,
            ReplyTo = merchant.SupportAddress,
            Subject = texts.Of(template.Subject(merchant)),
            Text = Plain(await RenderAsync(renderer, template.TextComponent, parameters)),
            Html = await RenderAsync(renderer, template.HtmlComponent, parameters),
            MessageId = row.MessageId,
            Date = row.CreatedAt,
            Headers = [new("Auto-Submitted", "auto-generated")],
        };
    }

    private static Task<string> RenderAsync(HtmlRenderer renderer, Type component, ParameterView parameters) =>
        renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync(component, parameters)).ToHtmlString());

    // A text part is written as a component too; what Blazor encoded for HTML is put back, and the lines are tidied.
    private static string Plain(string rendered) =>
        string.Join('\n', WebUtility.HtmlDecode(rendered).ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())).Trim() + "\n";
}
