namespace Storefront.Platform.Mail.Rendering;

/// <summary>A mail template: its values and the text it renders from them.</summary>
public interface IMail
{
    /// <summary>The mail's text for a reader at a merchant, in the current language, so that dates and amounts can be formatted.</summary>
    MailBody For(Merchant merchant);
}

/// <summary>A kind of mail.</summary>
public interface IMail<TSelf> : IMail
    where TSelf : IMail<TSelf>
{
    /// <summary>Its name in the outbox.</summary>
    static abstract string Kind { get; }

    /// <summary>A sample, for the previews of Development and the tests that render every mail.</summary>
    static abstract TSelf Sample(MailSample sample);
}

/// <summary>The values for a sample.</summary>
/// <param name="Firstname">The first name in the greeting; null greets without a name.</param>
/// <param name="Now">The time of the mail.</param>
/// <param name="Page">The address of a page of the merchant.</param>
/// <param name="Link">The address of a page with a secret that opens nothing.</param>
public sealed record MailSample(string? Firstname, DateTimeOffset Now, Func<string, string> Page, Func<string, string> Link);

/// <summary>A registered kind of mail.</summary>
public sealed record MailTemplate(string Kind, Type ModelType, Func<MailSample, IMail> Sample)
{
    private static readonly MailSample Nobody = new(null, DateTimeOffset.UnixEpoch, path => path, path => path);

    /// <summary>The subject of the kind's sample.</summary>
    public Sentence Subject(Merchant merchant) => Sample(Nobody).For(merchant).Subject;
}

/// <summary>Registers a feature's mails.</summary>
public static class MailTemplateRegistration
{
    public static IServiceCollection AddMail<TMail>(this IServiceCollection services)
        where TMail : IMail<TMail> =>
        services.AddSingleton(new MailTemplate(TMail.Kind, typeof(TMail), sample => TMail.Sample(sample)));
}
