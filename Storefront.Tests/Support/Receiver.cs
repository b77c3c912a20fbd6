using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Storefront.Tests.Support;

/// <summary>A merchant's program on this machine that receives webhooks, and answers as the test says.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    public int Port => new Uri(Url).Port;

    /// <summary>What arrived, in its order.</summary>
    public ConcurrentQueue<ReceivedMessage> Messages { get; } = [];

    /// <summary>The names of the events that arrived, in their order.</summary>
    public IReadOnlyList<string> Types => [.. Messages.Select(message => message.Type)];

    /// <summary>Writes the answer to each message; nothing answers 200.</summary>
    public Func<HttpContext, ReceivedMessage, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Starts it, with TLS where it has a certificate.</summary>
    public static async Task<Receiver> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        var receiver = new Receiver(builder.Build());
        receiver._app.Run(receiver.ReceiveAsync);
        await receiver._app.StartAsync();
        var address = receiver._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        receiver.Url = $"{address}/hook";
        return receiver;
    }

    /// <summary>Answers every message with a status.</summary>
    public void AnswerWith(int status, int? retryAfter = null) => Answer = (context, _) =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = $"{seconds}";
        }

        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var message = new ReceivedMessage(
            new HeaderDictionary(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value)), await reader.ReadToEndAsync());
        Messages.Enqueue(message);
        await Answer(context, message);
    }
}

/// <summary>A message as it arrived.</summary>
public sealed record ReceivedMessage(IHeaderDictionary Headers, string Body)
{
    public string Id => Headers["webhook-id"].ToString();
    public string[] Signatures => Headers["webhook-signature"].ToString().Split(' ');
    public string Type => Json.GetProperty("type").GetString()!;
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
    public JsonElement Data => Json.GetProperty("data");

    /// <summary>Whether the library of Standard Webhooks accepts it for a secret; its clock is the machine's.</summary>
    public bool Verifies(string secret)
    {
        try
        {
            new StandardWebhooks.StandardWebhook(secret).Verify(Body, Headers);
            return true;
        }
        catch (StandardWebhooks.Diagnostics.WebhookVerificationException)
        {
            return false;
        }
    }
}
