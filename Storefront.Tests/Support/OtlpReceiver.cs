using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Storefront.Tests.Support;

/// <summary>A collector of telemetry on this machine: keeps everything that is exported by OTLP over HTTP, as it came.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    /// <summary>What arrived, by the signal's address.</summary>
    public ConcurrentQueue<(string Path, byte[] Body)> Exports { get; } = [];

    /// <summary>Everything that arrived for a signal as one text; the values of the format stand in it as they are.</summary>
    public string TextOf(string signal) =>
        string.Concat(Exports.Where(export => export.Path == $"/v1/{signal}").Select(export => Encoding.UTF8.GetString(export.Body)));

    public IReadOnlyList<ExportedSpan> Spans =>
        [.. Exports.Where(export => export.Path == "/v1/traces").SelectMany(export => ExportedSpan.In(export.Body))];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            receiver.Exports.Enqueue((context.Request.Path, body.ToArray()));
        });
        await receiver._app.StartAsync();
        receiver.Url = receiver._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

/// <summary>A span as it was exported: its numbers in hexadecimal, its name and its tags.</summary>
public sealed record ExportedSpan(string Trace, string Span, string Parent, string Name, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>Every span of an export (opentelemetry.proto.trace.v1).</summary>
    public static IEnumerable<ExportedSpan> In(byte[] export) =>
        from resource in WireField.In(export).Where(field => field.Number == 1)
        from scope in resource.Children.Where(field => field.Number == 2)
        from span in scope.Children.Where(field => field.Number == 2)
        select Read([.. span.Children]);

    private static ExportedSpan Read(WireField[] fields) => new(
        Hex(fields, 1), Hex(fields, 2), Hex(fields, 4), Encoding.UTF8.GetString(Bytes(fields, 5)),
        fields.Where(field => field.Number == 9).Select(field => field.Children.ToArray())
            .ToDictionary(pair => Encoding.UTF8.GetString(Bytes(pair, 1)), pair => ValueOf(Bytes(pair, 2))));

    private static string ValueOf(byte[] value) => WireField.In(value).FirstOrDefault() is { } field
        ? field.Content is { } text ? Encoding.UTF8.GetString(text) : $"{field.Value}"
        : "";

    private static string Hex(WireField[] fields, int number) => Convert.ToHexStringLower(Bytes(fields, number));

    private static byte[] Bytes(WireField[] fields, int number) => Array.Find(fields, field => field.Number == number)?.Content ?? [];
}

/// <summary>A field of a Protocol Buffers message: a number, or bytes.</summary>
internal sealed record WireField(int Number, ulong Value, byte[]? Content)
{
    public IEnumerable<WireField> Children => In(Content!);

    public static IEnumerable<WireField> In(byte[] message)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            var (value, content) = (0UL, (byte[]?)null);
            switch (tag & 7)
            {
                case 0:
                    value = Varint(message, ref at);
                    break;
                case 1:
                    (value, at) = (BitConverter.ToUInt64(message, at), at + 8);
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    (content, at) = (message[at..(at + length)], at + length);
                    break;
                case 5:
                    (value, at) = (BitConverter.ToUInt32(message, at), at + 4);
                    break;
                default:
                    throw new FormatException($"Unknown wire type in tag {tag}.");
            }

            yield return new((int)(tag >> 3), value, content);
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
