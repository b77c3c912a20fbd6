using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Storefront.Platform.Webhooks;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Webhooks;

/// <summary>Receivers that would hold us, fill us, or lead us elsewhere.</summary>
public sealed class BadReceiverTests : IAsyncLifetime
{
    private readonly List<string> _asked = [];
    private TestPlatform Application { get; } = new();
    private Func<string, IPAddress[]> _names = _ => [IPAddress.Loopback];
    private Receiver _receiver = null!;

    private Shop Aurora => Application.Aurora;

    public async Task InitializeAsync()
    {
        _receiver = await Receiver.StartAsync();
        Application.Change = services => services.Replace(ServiceDescriptor.Singleton<HostLookup>((host, _) =>
        {
            _asked.Add(host);
            return Task.FromResult(_names(host));
        }));
    }

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await Application.DisposeAsync();
    }

    [Fact]
    public async Task Of_an_answer_of_100_MB_a_kilobyte_is_read()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = FloodAsync(listener, 100_000_000);

        var attempt = await TestAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/hook");

        Assert.Equal((200, 1024), (attempt.GetProperty("status").GetInt32(), attempt.GetProperty("answer").GetString()!.Length));
        Assert.InRange(await serving, 1024, 20_000_000);
    }

    [Fact]
    public async Task An_answer_of_a_byte_a_second_is_not_waited_for()
    {
        _receiver.Answer = async (context, _) =>
        {
            for (var second = 0; second < 60; second++)
            {
                await context.Response.Body.WriteAsync("x"u8.ToArray(), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(1000, context.RequestAborted);
            }
        };

        var attempt = await TestAsync(_receiver.Url);

        Assert.Equal(200, attempt.GetProperty("status").GetInt32());
        Assert.InRange(attempt.GetProperty("duration_ms").GetInt32(), 0, 10_000);
    }

    [Fact]
    public async Task A_receiver_that_says_nothing_has_fifteen_seconds()
    {
        _receiver.Answer = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var (id, _) = await Aurora.NewWebhookAsync(_receiver.Url);
        Application.Clock.TurnsTimers = true;

        var test = Aurora.MerchantApi.PostAsync("webhooks/test", new { webhook_id = id });
        await Eventually.IsSoAsync(() => _receiver.Messages.Count == 1);
        Application.Clock.Turn(TimeSpan.FromSeconds(14));
        Assert.False(test.IsCompleted);
        Application.Clock.Turn(TimeSpan.FromSeconds(1));

        var attempt = (await test).Data.GetProperty("attempt");
        Assert.Equal("No answer within 15 seconds.", attempt.GetProperty("problem").GetString());
        Assert.InRange(attempt.GetProperty("duration_ms").GetInt32(), 14_900, 20_000);
    }

    [Theory]
    [InlineData(301), InlineData(302), InlineData(303), InlineData(307), InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var elsewhere = await Receiver.StartAsync();
        _receiver.Answer = (context, _) =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (status, elsewhere.Url);
            return Task.CompletedTask;
        };

        var attempt = await TestAsync(_receiver.Url);

        Assert.Equal((status, "A redirect is not followed."), (attempt.GetProperty("status").GetInt32(), attempt.GetProperty("problem").GetString()));
        Assert.Empty(elsewhere.Messages);
    }

    [Theory]
    [InlineData("expired"), InlineData("self-signed"), InlineData("another name")]
    public async Task A_certificate_that_is_not_trusted_gets_no_message(string what)
    {
        using var certificate = what switch
        {
            "expired" => TestCertificate.For("localhost", IPAddress.Loopback, age: TimeSpan.FromDays(30)),
            "another name" => TestCertificate.For("other.example"),
            _ => TestCertificate.ForLoopback(),
        };
        await using var receiver = await Receiver.StartAsync(certificate.Certificate);

        var attempt = await TestAsync(receiver.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

        Assert.Equal("The certificate is not trusted, or TLS failed.", attempt.GetProperty("problem").GetString());
        Assert.Empty(receiver.Messages);
    }

    [Fact]
    public async Task Broken_answers_and_closed_ports_are_failures_with_a_reason()
    {
        _receiver.Answer = (context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        Assert.StartsWith("No answer", (await TestAsync(_receiver.Url)).GetProperty("problem").GetString(), StringComparison.Ordinal);

        var closed = await TestAsync($"http://127.0.0.1:{LoopbackPort.Free()}/");
        Assert.Equal("No connection: ConnectionRefused.", closed.GetProperty("problem").GetString());

        _receiver.Answer = (context, _) =>
        {
            context.Response.Headers["x-long"] = new string('x', 30_000);
            return Task.CompletedTask;
        };
        Assert.StartsWith("No answer", (await TestAsync(_receiver.Url)).GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_looked_up_once_and_connected_to_as_it_was_judged()
    {
        _names = _ => _asked.Count == 1 ? [IPAddress.Loopback] : [IPAddress.Parse("192.0.2.1")];

        var attempt = await TestAsync($"http://changing.example:{_receiver.Port}/hook");

        Assert.Equal(200, attempt.GetProperty("status").GetInt32());
        Assert.Equal(["changing.example"], _asked);
        Assert.Equal($"changing.example:{_receiver.Port}", Assert.Single(_receiver.Messages).Headers.Host);
    }

    [Theory]
    [InlineData("127.0.0.1"), InlineData("169.254.169.254"), InlineData("10.0.0.1"), InlineData("::1"), InlineData("::ffff:127.0.0.1")]
    [InlineData("fd00:ec2::254"), InlineData("100.64.0.1"), InlineData("64:ff9b::7f00:1"), InlineData("8.8.8.8,127.0.0.1")]
    public async Task A_name_that_leads_inside_when_the_connection_is_made_gets_no_message(string addresses)
    {
        await using var platform = new TestPlatform
        {
            Settings = { ["Webhooks:AllowPrivateAddresses"] = "false" },
            Change = services => services.Replace(ServiceDescriptor.Singleton<HostLookup>((host, _) =>
            {
                _asked.Add(host);
                return Task.FromResult<IPAddress[]>([.. addresses.Split(',').Select(IPAddress.Parse)]);
            })),
        };
        var (id, _) = await platform.Aurora.NewWebhookAsync("https://rebound.example/hook");

        var attempt = (await platform.Aurora.MerchantApi.PostAsync("webhooks/test", new { webhook_id = id })).Data.GetProperty("attempt");

        Assert.Equal("The name leads to an address that is not public.", attempt.GetProperty("problem").GetString());
        Assert.Equal(["rebound.example"], _asked);
    }

    [Fact]
    public async Task Nothing_of_ours_but_the_message_is_sent()
    {
        await TestAsync(_receiver.Url);

        Assert.Equal(
            ["Content-Length", "Content-Type", "Host", "User-Agent", "webhook-id", "webhook-signature", "webhook-timestamp"],
            Assert.Single(_receiver.Messages).Headers.Keys.Order(StringComparer.Ordinal));
    }

    // Returns how much the client took before it closed the connection.
    private static async Task<int> FloodAsync(TcpListener listener, int length)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        await stream.ReadAtLeastAsync(new byte[200], 200);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n"));
        var written = 0;
        try
        {
            for (var part = new byte[64 * 1024]; written < length; written += part.Length)
            {
                Array.Fill(part, (byte)'x');
                await stream.WriteAsync(part);
            }
        }
        catch (IOException)
        {
            // Closed by the client.
        }

        return written;
    }

    private async Task<JsonElement> TestAsync(string url)
    {
        var (id, _) = await Aurora.NewWebhookAsync(url);
        return (await Aurora.MerchantApi.PostAsync("webhooks/test", new { webhook_id = id })).Data.GetProperty("attempt");
    }
}
