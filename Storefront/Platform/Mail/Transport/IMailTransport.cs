namespace Storefront.Platform.Mail.Transport;

/// <summary>Hands a mail to a server and returns once that server has taken responsibility for it.</summary>
/// <remarks>A <see cref="MailRefusedException"/> is a clear no, for now or for good. An <see cref="IOException"/>,
/// <see cref="System.Net.Sockets.SocketException"/>, <see cref="System.Security.Authentication.AuthenticationException"/> or
/// <see cref="TimeoutException"/> means no answer, and so does a cancellation.
/// Try again later with the same Message-ID: if the mail was handed over, nobody knows whether it was sent.</remarks>
public interface IMailTransport
{
    /// <param name="mail">What to send.</param>
    /// <param name="handingOver">Runs when the server has the whole mail but its end. What it writes down outlives a crash; when it throws, the mail is not sent.</param>
    /// <param name="ct">Ends the wait; the mail may have been sent if <paramref name="handingOver"/> ran.</param>
    Task SendAsync(MailMessage mail, Func<CancellationToken, Task> handingOver, CancellationToken ct);
}
