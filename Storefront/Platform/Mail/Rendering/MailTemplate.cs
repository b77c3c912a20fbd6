namespace Storefront.Platform.Mail.Rendering;

/// <summary>What a mail is made of: the values it was promised with, and what it says with them.</summary>
public interface IMail
{
    /// <summary>What the mail says to a reader at a merchant; said in the current language, so that days and amounts can be written out.</summary>
    MailBody For(Merchant merchant);
}

/// <summary>A kind of mail.</summary>
public interface IMail<TSelf> : IMail
    where TSelf : IMail<TSelf>
{
    /// <summary>Its name in the outbox.</summary>
    static abstract string Kind { get; }

    /// <summary>One to look at: for the previews of Development and the tests that walk every mail.</summary>
    static abstract TSelf Sample(MailSample sample);
}

/// <summary>What a sample is made of.</summary>
/// <param name="Firstname">Whom it greets, or nobody by name.</param>
/// <param name="Now">The moment it is written.</param>
/// <param name="Page">The address of a page of the merchant.</param>
/// <param name="Link">The same with a secret, which opens nothing.</param>
public sealed record MailSample(string? Firstname, DateTimeOffset Now, Func<string, string> Page, Func<string, string> Link);

/// <summary>A registered kind of mail.</summary>
public sealed record MailTemplate(string Kind, Type ModelType, Func<MailSample, IMail> Sample)
{
    private static readonly MailSample Nobody = new(null, DateTimeOffset.UnixEpoch, path => path, path => path);

    /// <summary>What stands above every mail of the kind.</summary>
    public Sentence Subject(Merchant merchant) => Sample(Nobody).For(merchant).Subject;
}

/// <summary>How a feature registers its mails.</summary>
public static class MailTemplateRegistration
{
    public static IServiceCollection AddMail<TMail>(this IServiceCollection services)
        where TMail : IMail<TMail> =>
        services.AddSingleton(new MailTemplate(TMail.Kind, typeof(TMail), sample => TMail.Sample(sample)));
}
