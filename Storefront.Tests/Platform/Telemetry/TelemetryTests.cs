using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Storefront.Platform.Hosting;
using Storefront.Platform.Mail.Bounces;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Telemetry;

/// <summary>What leaves the program as traces, metrics and logs: one trace from the request to the bounce, and nothing about a person.</summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    private const string Agent = "Agent-Of-Jane/7.3";
    private OtlpReceiver _receiver = null!;
    private TestPlatform _platform = null!;

    public async Task InitializeAsync()
    {
        _receiver = await OtlpReceiver.StartAsync();
        _platform = ExportingTo(_receiver.Url);
        _ = _platform.Services.GetRequiredService<TracerProvider>();
    }

    public async Task DisposeAsync()
    {
        await _platform.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_whole_customer_life_is_exported_without_anything_about_the_person()
    {
        var secrets = new List<string>
        {
            "exported-", "example%2Ecom", Shop.GoodPassword, "Wrong-Horse", "New-Horse-Battery-Staple", _platform.Aurora.Token, "token=",
            "Jane-Firstname", Agent, "secret-in-the-path", "secret-in-the-query", "vendor=secret-in-the-state", "INSERT INTO", "SELECT ",
        };
        foreach (var door in _platform.Aurora.Doors)
        {
            secrets.AddRange(await LiveAsync(_platform.Aurora, door));
        }

        Flush();

        Assert.Contains("InviteCustomer", _receiver.TextOf("traces"), StringComparison.Ordinal);
        Assert.Contains("storefront.refusal", _receiver.TextOf("metrics"), StringComparison.Ordinal);
        Assert.Contains("storefront.sign_in", _receiver.TextOf("metrics"), StringComparison.Ordinal);
        Assert.Contains("at merchant", _receiver.TextOf("logs"), StringComparison.Ordinal);
        Assert.All(["traces", "metrics", "logs"], signal =>
        {
            var exported = _receiver.TextOf(signal);
            Assert.Equal([], secrets.Where(secret => exported.Contains(secret, StringComparison.OrdinalIgnoreCase)));
        });
    }

    [Fact]
    public async Task One_trace_leads_from_the_request_to_the_bounce()
    {
        await _platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "traced@example.com" });
        var mail = (await _platform.MailsAsync())[0];
        await BounceAsync();
        await UntilAsync(() => _receiver.Spans.Any(span => span.Parent.Length == 0 && span.Trace == mail.MessageId.Split('.')[0]));

        var trace = _receiver.Spans.Where(span => span.Trace == mail.MessageId.Split('.')[0]).ToList();
        var request = Assert.Single(trace, span => span.Parent.Length == 0);
        Assert.Equal("POST /api/services/webshop/v1/customers/invite", request.Name);
        Assert.Equal(("InviteCustomer", "1", "201"), (request.Tags["storefront.operation"], request.Tags["storefront.merchant.id"],
            request.Tags["http.response.status_code"]));
        var operation = Assert.Single(trace, span => span.Name == "InviteCustomer");
        var create = Assert.Single(trace, span => span.Name == "mail create");

        // The mail is made before the transaction, which it belongs to.
        Assert.Equal((request.Span, request.Span), (operation.Parent, create.Parent));
        Assert.All(["mail send", "mail bounce"], name => Assert.Equal(create.Span, Assert.Single(trace, span => span.Name == name).Parent));
        string[] writing = _platform.IsPostgres ? ["database"] : ["writer queue", "commit"];
        Assert.All(writing, name => Assert.Contains(trace, span => span.Name == name && span.Parent == operation.Span));
    }

    [Fact]
    public async Task A_stranger_chooses_no_trace()
    {
        const string chosen = "0af7651916cd43dd8448eb211c80319c";
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/sign-in");
        request.Headers.Add("traceparent", $"00-{chosen}-b7ad6b7169203331-01");
        await _platform.Client(_platform.Aurora.Host).SendAsync(request);
        await UntilAsync(() => _receiver.Spans.Any(span => span.Name == "GET /account/sign-in"));

        Assert.DoesNotContain(_receiver.Spans, span => span.Trace == chosen);
    }

    [Fact]
    public async Task Metrics_are_served_on_the_platforms_hosts_alone()
    {
        await _platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "no address" });
        await _platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "waiting@example.com" });
        _platform.Clock.Turn(TimeSpan.FromMinutes(2));
        await _platform.Services.GetRequiredService<QueueSampler>().ReadAsync(default);

        var answer = await _platform.Client("localhost").GetAsync("/metrics");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        string[] lines = ["storefront_mail_waiting 1", "storefront_mail_oldest_seconds 120", "storefront_webhook_waiting 0",
            "storefront_refusal_total{code=\"", "storefront_commit_size_bucket{le=\"+Inf\"} ", "storefront_hashing_waiting 0",
            "http_server_request_duration_seconds_count{"];
        Assert.All(lines, line => Assert.Contains($"\n{line}", text, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await _platform.Client(_platform.Aurora.Host).GetAsync("/metrics")).StatusCode);
    }

    [Fact]
    public async Task Nothing_is_registered_or_served_unless_configured()
    {
        await using var plain = new TestPlatform();

        Assert.Null(plain.Services.GetService<TracerProvider>());
        Assert.Null(plain.Services.GetService<MeterProvider>());
        Assert.Null(plain.Services.GetService<QueueSampler>());
        Assert.DoesNotContain(plain.Services.GetServices<ILoggerProvider>(), provider => provider is OpenTelemetryLoggerProvider);
        Assert.Equal(HttpStatusCode.NotFound, (await plain.Client("localhost").GetAsync("/metrics")).StatusCode);
    }

    private static TestPlatform ExportingTo(string receiver) => new()
    {
        Settings =
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["Telemetry:Prometheus"] = "true",
            ["Mail:Bounces:Domain"] = "bounces.example",
            ["Logging:LogLevel:Storefront"] = "Trace",
        },
    };

    // A request's span ends after its answer was sent.
    private Task UntilAsync(Func<bool> isThere) => Eventually.IsSoAsync(() =>
    {
        Flush();
        return isThere();
    });

    private void Flush()
    {
        Assert.True(_platform.Services.GetRequiredService<TracerProvider>().ForceFlush());

        // False, because Prometheus' reader gives nothing unless asked.
        _platform.Services.GetRequiredService<MeterProvider>().ForceFlush();
        Assert.True(_platform.Services.GetRequiredService<LoggerProvider>().ForceFlush());
    }

    // The address of the failure report proves the mail.
    private Task<bool> BounceAsync() => _platform.AsAsync(_platform.Aurora, async (db, services) =>
    {
        var row = db.OutboxMails.Single();
        var address = services.GetRequiredService<BounceAddresses>();
        var status = new MessageDeliveryStatus();
        status.StatusGroups.Add(new HeaderList { { "Reporting-MTA", "dns; mx.example" } });
        status.StatusGroups.Add(new HeaderList
        {
            { "Action", "failed" }, { "Status", "5.1.1" }, { "Diagnostic-Code", "smtp; 550 traced@example.com" },
        });
        using var report = new MimeMessage { Body = new MultipartReport("delivery-status") { status } };
        await using var scope = _platform.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BounceRecorder>()
            .RecordAsync(row, address.Find(address.ReturnPathOf(row)!)!, report, default);
        return true;
    });

    private static async Task<string[]> LiveAsync(Shop shop, IDoor door)
    {
        var email = $"exported-{door}@example.com";
        var link = await shop.InviteAsync(email, "Jane-Firstname");
        await shop.MerchantApi.PostAsync(Requests.Invite, new { email });
        await door.AcceptAsync(link, "short");
        var accepted = (await door.AcceptAsync(link, Shop.GoodPassword)).Session!;
        await door.SignOutAsync(accepted);
        await door.SignInAsync(email, "Wrong-Horse-Battery");
        var session = (await door.SignInAsync(email, Shop.GoodPassword)).Session!;
        await door.OrdersAsync(session);
        var reset = await shop.ForgetPasswordAsync(email);
        await door.ResetAsync(reset, "New-Horse-Battery-Staple");
        var last = (await door.SignInAsync(email, "New-Horse-Battery-Staple")).Session!;
        await StrayAsync(shop, email, link.Token);
        await door.DeleteAsync(last, "New-Horse-Battery-Staple");
        await shop.Platform.MailsAsync();
        return [link.Token, reset.Token, accepted, session, last];
    }

    // What scanners and mistyped links ask for.
    private static async Task StrayAsync(Shop shop, string email, string token)
    {
        foreach (var path in new[] { $"/secret-in-the-path/{email}", $"/account/sign-in?email={email}&secret-in-the-query={token}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("User-Agent", Agent);
            request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319d-b7ad6b7169203331-01");
            request.Headers.Add("tracestate", "vendor=secret-in-the-state");
            await shop.Platform.Client(shop.Host).SendAsync(request);
        }
    }
}
