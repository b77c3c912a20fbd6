using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;

namespace Storefront.Platform.Webhooks;

/// <summary>Posts a message to a receiver and reads the beginning of its answer; never throws because of a receiver.</summary>
/// <remarks>No redirect is followed, no proxy, cookie or credential is used, and no more than a kilobyte is read, however much is sent. A
/// receiver has fifteen seconds to begin its answer, and one more for that kilobyte.</remarks>
public sealed class WebhookClient(ReceiverConnector connector, WebhookSecrets secrets, TimeProvider clock) : IDisposable
{
    /// <summary>How long a receiver may take to answer.</summary>
    public static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(15);

    private const int MostRead = 1024;
    private const int MostHeaderKilobytes = 16;
    private static readonly TimeSpan LongestBody = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        ConnectCallback = (connection, ct) => connector.ConnectAsync(connection.DnsEndPoint, ct),
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        Credentials = null,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = MostHeaderKilobytes,
        MaxResponseDrainSize = MostRead,
        ResponseDrainTimeout = TimeSpan.FromMilliseconds(100),
        PooledConnectionLifetime = LongestConnection,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Signs a message for a webhook, sends it, and returns the answer, or why there is none.</summary>
    public async Task<WebhookAnswer> SendAsync(Webhook hook, WebhookMessage message, CancellationToken ct)
    {
        var (began, since) = (clock.GetUtcNow(), clock.GetTimestamp());
        using var limit = new CancellationTokenSource(LongestAnswer, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            using var request = WebhookRequest.Of(hook.Url, message.Id, began, message.Body, secrets.KeysOf(hook, began));
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var text = await ReadAsync(response, either.Token);
            return new(began, clock.GetElapsedTime(since), (int)response.StatusCode, text, ProblemOf(response.StatusCode), WaitOf(response));
        }
        catch (Exception problem) when (!ct.IsCancellationRequested)
        {
            return new(began, clock.GetElapsedTime(since), null, null, ProblemOf(problem), null);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(LongestBody, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        var buffer = new byte[MostRead];
        var count = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            while (count < buffer.Length && await body.ReadAsync(buffer.AsMemory(count), either.Token) is > 0 and var read)
            {
                count += read;
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException or HttpRequestException)
        {
            // The status is the answer; of its body we keep what came.
        }

        return Encoding.UTF8.GetString(buffer, 0, count);
    }

    private TimeSpan? WaitOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        _ => null,
    };

    private static string? ProblemOf(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => "A redirect is not followed.",
        var code => $"The receiver answered {code}.",
    };

    private static string ProblemOf(Exception problem) => problem switch
    {
        CryptographicException => "The secret cannot be decrypted.",
        OperationCanceledException => "No answer within 15 seconds.",
        HttpRequestException { InnerException: ForbiddenReceiverException } => "The name leads to an address that is not public.",
        HttpRequestException { InnerException: AuthenticationException } => "The certificate is not trusted, or TLS failed.",
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } } =>
            "The name is not known.",
        HttpRequestException { InnerException: SocketException socket } => $"No connection: {socket.SocketErrorCode}.",
        HttpRequestException http => $"No answer: {http.HttpRequestError}.",
        _ => $"No answer: {problem.GetType().Name}.",
    };
}

/// <summary>What a receiver answered.</summary>
/// <param name="At">When the attempt began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Status">The status; null where there was no answer.</param>
/// <param name="Text">The beginning of the answer's body.</param>
/// <param name="Problem">Why the message is not delivered; null when it is.</param>
/// <param name="RetryAfter">How long the receiver asks to wait.</param>
public sealed record WebhookAnswer(DateTimeOffset At, TimeSpan Duration, int? Status, string? Text, string? Problem, TimeSpan? RetryAfter)
{
    private const int TooMany = 429;
    private const int BadGateway = 502;
    private const int Unavailable = 503;
    private const int GatewayTimeout = 504;

    public bool IsAccepted => Problem is null;

    /// <summary>Whether the receiver wants no more messages, ever.</summary>
    public bool IsGone => Status == (int)HttpStatusCode.Gone;

    /// <summary>Whether the receiver is overloaded or silent, so that the next message would fail too.</summary>
    public bool AsksForRest => Status is null or TooMany or BadGateway or GatewayTimeout || (Status == Unavailable && RetryAfter is not null);

    public WebhookAttempt ToAttempt() => new(At, Status, (int)Duration.TotalMilliseconds, Text, Problem);
}
