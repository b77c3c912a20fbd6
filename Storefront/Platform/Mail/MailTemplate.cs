using Microsoft.AspNetCore.Components;
using Storefront.Domain;

namespace Storefront.Platform.Mail;

/// <summary>One kind of mail: its name in the outbox, its model, its subject, and the two components that write its parts.</summary>
/// <remarks>Both components take the parameters <c>Model</c> and <c>Merchant</c>.</remarks>
public sealed record MailTemplate(string Kind, Type ModelType, Type HtmlComponent, Type TextComponent, Func<Merchant, Sentence> Subject);

/// <summary>How a feature registers its mails.</summary>
public static class MailTemplateRegistration
{
    public static IServiceCollection AddMail<TModel, THtml, TText>(this IServiceCollection services, string kind, Func<Merchant, Sentence> subject)
        where THtml : IComponent
        where TText : IComponent =>
        services.AddSingleton(new MailTemplate(kind, typeof(TModel), typeof(THtml), typeof(TText), subject));
}
