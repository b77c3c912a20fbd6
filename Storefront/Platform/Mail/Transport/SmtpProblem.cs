using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Storefront.Platform.Mail.Transport;

/// <summary>Converts MailKit's exceptions into those that <see cref="IMailTransport"/> documents.</summary>
internal static class SmtpProblem
{
    private const int NotAuthenticated = 530;
    private const int UnknownMechanism = 504;
    private const int LoginRefused = 535;

    /// <summary>Before MAIL FROM every refusal concerns our connection, whatever its code.</summary>
    public static Exception? OfOpening(Exception problem) => problem switch
    {
        SmtpCommandException refusal => Refusal("the greeting", refusal, (code, reason) => MailRefusedException.OurTrouble(code, reason)),

        // Without the server's words: a confused server may repeat the password it received.
        MailKit.Security.AuthenticationException { InnerException: var inner } =>
            MailRefusedException.OurTrouble(
                inner is SmtpCommandException login ? (int)login.StatusCode : LoginRefused,
                "The mail server refused our login (Mail:Smtp:UserName and Password)."),
        NotSupportedException { Message: var message } => message.Contains("STARTTLS", StringComparison.Ordinal)
            ? MailRefusedException.OurTrouble(NotAuthenticated, "The mail server offers no STARTTLS, and Mail:Smtp:Security asks for it.")
            : MailRefusedException.OurTrouble(UnknownMechanism, "The mail server offers no login that we know, and Mail:Smtp has a user name."),
        SslHandshakeException => new System.Security.Authentication.AuthenticationException(
            "The mail server's certificate is not trusted, or the handshake failed.", problem),
        _ => Broken(problem),
    };

    /// <summary>The documented exception for a failed mail; null when the original may be thrown.</summary>
    public static Exception? OfSending(Exception problem) => problem switch
    {
        SmtpCommandException refusal => Refusal(StepOf(refusal.ErrorCode), refusal, (code, reason) => MailRefusedException.Answered(code, reason)),
        ServiceNotAuthenticatedException => MailRefusedException.Answered(NotAuthenticated, $"authentication: {problem.Message}"),
        _ => Broken(problem),
    };

    private static Exception Refusal(string step, SmtpCommandException refusal, Func<int, string, MailRefusedException> refused)
    {
        var code = (int)refusal.StatusCode;
        return code is >= 400 and < 600
            ? refused(code, $"{step}: {refusal.Message}")
            : new IOException($"The mail server answered {step} with an unexpected {code}.", refusal);
    }

    private static Exception? Broken(Exception problem) => problem switch
    {
        ProtocolException or ServiceNotConnectedException => new IOException("The mail server hung up, or does not speak SMTP.", problem),
        IOException { InnerException: TimeoutException timeout } => timeout,
        _ => null,
    };

    private static string StepOf(SmtpErrorCode code) => code switch
    {
        SmtpErrorCode.SenderNotAccepted => "MAIL FROM",
        SmtpErrorCode.RecipientNotAccepted => "RCPT TO",
        SmtpErrorCode.MessageNotAccepted => "end of data",
        _ => "DATA",
    };
}
