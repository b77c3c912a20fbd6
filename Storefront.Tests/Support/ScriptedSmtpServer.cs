using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Storefront.Tests.Support;

/// <summary>A mail server on a loopback port that is correct, except where a test tells it what to answer.</summary>
/// <remarks>Steps are the commands' first words; <c>greeting</c> comes before them, <c>user</c> and <c>password</c> are the turns of AUTH
/// LOGIN, and <c>.</c> is the answer to the message.</remarks>
public sealed class ScriptedSmtpServer : IAsyncDisposable
{
    /// <summary>An answer that never comes.</summary>
    public const string Silence = "(silence)";

    /// <summary>Closes the connection instead of answering.</summary>
    public const string HangUp = "(hang up)";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Dictionary<string, string> _answers = new()
    {
        ["greeting"] = "220 mail.test ESMTP",
        ["STARTTLS"] = "220 go ahead",
        ["AUTH"] = "235 welcome",
        ["user"] = "334 UGFzc3dvcmQ6",
        ["password"] = "235 welcome",
        ["MAIL"] = "250 sender ok",
        ["RCPT"] = "250 recipient ok",
        ["DATA"] = "354 go ahead",
        ["."] = "250 queued",
        ["HELO"] = "502 say EHLO",
        ["NOOP"] = "250 still here",
        ["RSET"] = "250 forgotten",
        ["QUIT"] = "221 bye",
    };

    private readonly Task _serving;

    public ScriptedSmtpServer(TestCertificate? certificate = null, bool tlsFromTheStart = false)
    {
        _listener.Start();
        _serving = ServeAsync(certificate, tlsFromTheStart);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What EHLO offers before and after the handshake.</summary>
    public string[] Offers { get; set; } = ["8BITMIME"];
    public string[] OffersOverTls { get; set; } = ["8BITMIME"];

    /// <summary>Every line received outside a message; those under TLS begin with a lock, as in "🔒 QUIT".</summary>
    public List<string> Heard { get; } = [];

    /// <summary>Every message exactly as it was on the wire, with its doubled dots and its end.</summary>
    public List<byte[]> Messages { get; } = [];

    public TaskCompletionSource Silent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs before each answer.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    public void Answer(string step, string answer) => _answers[step] = answer;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _serving;
        _listener.Stop();
        _closing.Dispose();
    }

    private async Task ServeAsync(TestCertificate? certificate, bool tlsFromTheStart)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                var talk = new Talk(this, client.GetStream(), certificate);
                try
                {
                    await talk.RunAsync(tlsFromTheStart, _closing.Token);
                }
                catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // The client disconnected or refused us: the test decides.
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private sealed class Talk(ScriptedSmtpServer server, Stream stream, TestCertificate? certificate)
    {
        private bool _encrypted;

        public async Task RunAsync(bool tlsFromTheStart, CancellationToken ct)
        {
            if (tlsFromTheStart)
            {
                await EncryptAsync(ct);
            }

            var goesOn = await AnswerAsync("greeting", ct);
            while (goesOn && await HearAsync(ct) is { } line)
            {
                goesOn = await ObeyAsync(line, ct);
            }
        }

        private async Task<bool> ObeyAsync(string line, CancellationToken ct)
        {
            var command = line.Split(' ')[0].ToUpperInvariant();
            switch (command)
            {
                case "EHLO" when !server._answers.ContainsKey("EHLO"):
                    var offers = _encrypted ? server.OffersOverTls : server.Offers;
                    var lines = offers.Prepend("mail.test greets you").ToArray();
                    await WriteAsync(string.Join("\r\n", lines.Select((text, i) => $"250{(i < lines.Length - 1 ? '-' : ' ')}{text}")), ct);
                    return true;
                case "STARTTLS":
                    var agreed = await AnswerAsync(command, ct);
                    if (agreed && server._answers[command].StartsWith("220", StringComparison.Ordinal))
                    {
                        await EncryptAsync(ct);
                    }

                    return agreed;
                case "AUTH" when line.Equals("AUTH LOGIN", StringComparison.Ordinal)
                    && server._answers[command].StartsWith("235", StringComparison.Ordinal):
                    await WriteAsync("334 VXNlcm5hbWU6", ct);
                    await HearAsync(ct);
                    if (!await AnswerAsync("user", ct) || !server._answers["user"].StartsWith("334", StringComparison.Ordinal))
                    {
                        return true;
                    }

                    await HearAsync(ct);
                    return await AnswerAsync("password", ct);
                case "DATA":
                    var accepted = await AnswerAsync(command, ct);
                    if (!accepted || !server._answers[command].StartsWith("354", StringComparison.Ordinal))
                    {
                        return accepted;
                    }

                    await HearMessageAsync(ct);
                    return await AnswerAsync(".", ct);
                default:
                    return await AnswerAsync(command, ct) && command != "QUIT";
            }
        }

        private async Task EncryptAsync(CancellationToken ct)
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate!.Certificate }, ct);
            (stream, _encrypted) = (tls, true);
        }

        private async Task<bool> AnswerAsync(string step, CancellationToken ct)
        {
            await server.Before(step).WaitAsync(ct);
            var answer = server._answers[step];
            if (answer == Silence)
            {
                server.Silent.TrySetResult();
                await Task.Delay(Timeout.Infinite, ct);
            }

            if (answer == HangUp)
            {
                return false;
            }

            await WriteAsync(answer, ct);
            return true;
        }

        private Task WriteAsync(string answer, CancellationToken ct) =>
            stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"), ct).AsTask();

        private async Task<string?> HearAsync(CancellationToken ct)
        {
            var bytes = await ReadUntilAsync("\r\n", ct);
            var line = bytes is null ? null : Encoding.UTF8.GetString(bytes).TrimEnd('\r', '\n');
            if (line is not null)
            {
                server.Heard.Add(_encrypted ? $"🔒 {line}" : line);
            }

            return line;
        }

        private async Task HearMessageAsync(CancellationToken ct) => server.Messages.Add(await ReadUntilAsync("\r\n.\r\n", ct) ?? []);

        // Byte by byte: what follows a line may already be the handshake.
        private async Task<byte[]?> ReadUntilAsync(string end, CancellationToken ct)
        {
            var bytes = new List<byte>();
            var one = new byte[1];
            while (!EndsWith(bytes, end))
            {
                if (await stream.ReadAsync(one, ct) == 0)
                {
                    return null;
                }

                bytes.Add(one[0]);
            }

            return [.. bytes];
        }

        private static bool EndsWith(List<byte> bytes, string end) => bytes.TakeLast(end.Length).SequenceEqual(Encoding.ASCII.GetBytes(end));
    }
}
