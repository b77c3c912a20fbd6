namespace Storefront.Platform.Mail;

/// <summary>Hands a mail to a server and returns once that server has taken responsibility for it.</summary>
/// <remarks>A <see cref="MailRefusedException"/> is a clear no, for now or for good. An <see cref="IOException"/>,
/// <see cref="System.Net.Sockets.SocketException"/>, <see cref="System.Security.Authentication.AuthenticationException"/> or
/// <see cref="TimeoutException"/> means that nobody knows: try again later, with the same Message-ID. So does a cancellation.</remarks>
public interface IMailTransport
{
    Task SendAsync(MailMessage mail, CancellationToken ct);
}
