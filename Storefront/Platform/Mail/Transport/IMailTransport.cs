namespace Storefront.Platform.Mail.Transport;

/// <summary>Hands a mail to a server and returns once the server has taken responsibility for it.</summary>
/// <remarks>A <see cref="MailRefusedException"/> is a definite refusal, temporary or permanent. An <see cref="IOException"/>,
/// <see cref="System.Net.Sockets.SocketException"/>, <see cref="System.Security.Authentication.AuthenticationException"/>,
/// <see cref="TimeoutException"/> or a cancellation means that there was no answer: the mail may have been sent. Try again later with the
/// same Message-ID.</remarks>
public interface IMailTransport
{
    /// <param name="mail">The mail.</param>
    /// <param name="handingOver">Runs when the server has received the whole mail but its end. It can store a record that survives a crash;
    /// when it throws, the mail is not sent.</param>
    /// <param name="ct">Ends the wait; the mail may have been sent if <paramref name="handingOver"/> ran.</param>
    Task SendAsync(MailMessage mail, Func<CancellationToken, Task> handingOver, CancellationToken ct);
}
