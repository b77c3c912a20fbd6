using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Storefront.Platform.Api;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Web;

/// <summary>A body that breaks while it is read is the client's fault: 400 by the API and by the pages, and no error in the log.</summary>
public sealed class BrokenBodyTests(BrokenBodyTests.LoggedServer logged) : IClassFixture<BrokenBodyTests.LoggedServer>
{
    private const string Json = "{\"email\":\"a@example.com\"}";
    private const string Form = "_handler=sign-in&Input.Email=a";
    private static readonly string[] Loud = ["Error", "Critical"];

    private RawServer Server => logged.Server;

    public static TheoryData<string, string> Framings => new()
    {
        { "a chunk as large as no number", "Transfer-Encoding: chunked\r\n\r\n80000000\r\n" },
        { "a chunk larger still", "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n" },
        { "a negative chunk", "Transfer-Encoding: chunked\r\n\r\n-1\r\n" },
        { "a chunk whose size is no number", "Transfer-Encoding: chunked\r\n\r\nxyz\r\n" },
        { "a chunk without a size", "Transfer-Encoding: chunked\r\n\r\n\r\n" },
        { "a chunk longer than it says", "Transfer-Encoding: chunked\r\n\r\n2\r\nabcdef\r\n0\r\n\r\n" },
        { "a chunk with half a line end", "Transfer-Encoding: chunked\r\n\r\n2\nab\r\n0\r\n\r\n" },
        { "a second chunk that is broken", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n80000000\r\n" },
        { "a trailer that is no header", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nno header\r\n\r\n" },
    };

    /// <summary>The rest never comes. A client that disconnects gets no answer; one that waits does.</summary>
    public static TheoryData<string> Unfinished =>
        new("Content-Length: 100\r\n\r\n", "Content-Length: 100\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", "Transfer-Encoding: chunked\r\n\r\n64\r\nabc", "Transfer-Encoding: chunked\r\n\r\n"
            + new string('0', 40));

    /// <summary>What the server refuses before a request exists; there is no body and no envelope.</summary>
    public static TheoryData<string> Announcements => new("Content-Length: -1", "Content-Length: x", "Content-Length: 3\r\nContent-Length: 4",
        "Content-Length: 99999999999999999999", "Transfer-Encoding: gzip", "Transfer-Encoding: chunked, gzip");

    [Theory, MemberData(nameof(Framings))]
    public async Task The_API_answers_a_broken_body_with_400_in_its_envelope(string fault, string rest)
    {
        foreach (var path in new[] { "customer/auth/login", "customers/invite" })
        {
            var answer = await Server.SendAsync(Head($"{ApiKernel.BasePath}/{path}", "application/json", rest));

            Assert.True(answer.Status == 400, $"{fault} at {path}: {answer.Head}");
            var json = JsonDocument.Parse(answer.Json).RootElement;
            Assert.Equal((true, "http.400"), (json.GetProperty("error").GetBoolean(), json.GetProperty("code").GetString()));
            Assert.Contains("X-RateLimit-Remaining", answer.Head, StringComparison.Ordinal);
        }

        AssertNothingFailed();
    }

    [Theory, MemberData(nameof(Framings))]
    public async Task A_page_answers_a_broken_form_with_400_and_a_page_of_ours(string fault, string rest)
    {
        foreach (var type in new[] { "application/x-www-form-urlencoded", "multipart/form-data; boundary=x" })
        {
            var answer = await Server.SendAsync(Head("/account/sign-in", type, rest));

            Assert.True(answer.Status == 400, $"{fault} as {type}: {answer.Head}");
            Assert.Contains("This could not be understood", answer.Body, StringComparison.Ordinal);
        }

        AssertNothingFailed();
    }

    [Theory, MemberData(nameof(Framings))]
    public async Task A_broken_body_that_is_not_read_causes_no_failure(string fault, string rest)
    {
        foreach (var (path, type) in new[]
        {
            ("/account/sign-in", "text/plain"), ("/nowhere", "text/plain"), ($"{ApiKernel.BasePath}/customer/auth/login", "text/plain"),
            ("/api/nowhere", "application/json")
        })
        {
            var answer = await Server.SendAsync(Head(path, type, rest));

            Assert.True(answer.Status is >= 400 and < 500, $"{fault} at {path}: {answer.Head}");
        }

        AssertNothingFailed();
    }

    [Theory, MemberData(nameof(Announcements))]
    public async Task An_invalid_length_is_refused_and_nothing_is_logged(string header)
    {
        foreach (var path in new[] { $"{ApiKernel.BasePath}/customer/auth/login", "/account/sign-in" })
        {
            var answer = await Server.SendAsync(Head(path, "application/json", header + "\r\n\r\nabc"));

            Assert.InRange(answer.Status, 400, 501);
            Assert.NotEqual(500, answer.Status);
        }

        AssertNothingFailed();
    }

    [Theory, MemberData(nameof(Unfinished))]
    public async Task A_connection_that_ends_in_a_body_logs_no_error(string framing)
    {
        foreach (var request in new[]
        {
            Head($"{ApiKernel.BasePath}/customer/auth/login", "application/json", framing),
            Head("/account/sign-in", "application/x-www-form-urlencoded", framing)
        })
        {
            await Server.SendAndEndAsync(request);
            await Server.SendAndBreakAsync(request);
        }

        Assert.Equal(200, (await Server.GetAsync("/account/sign-in", "Host: aurora.localhost")).Status);
        AssertNothingFailed();
    }

    [Fact]
    public async Task A_body_that_stalls_is_answered_with_408()
    {
        var answers = await Task.WhenAll(
            Server.SendAsync(Head($"{ApiKernel.BasePath}/customer/auth/login", "application/json", "Content-Length: 100\r\n\r\nabc")),
            Server.SendAsync(Head("/account/sign-in", "application/x-www-form-urlencoded", "Content-Length: 100\r\n\r\nabc")));

        Assert.Equal([408, 408], answers.Select(answer => answer.Status));
        Assert.Contains("http.408", answers[0].Json, StringComparison.Ordinal);
        Assert.Contains("This could not be understood", answers[1].Body, StringComparison.Ordinal);
        AssertNothingFailed();
    }

    [Fact]
    public async Task A_whole_body_in_chunks_is_read_at_both_doors()
    {
        var login = await Server.SendAsync(Head(
            $"{ApiKernel.BasePath}/customer/auth/login", "application/json",
            $"Transfer-Encoding: chunked\r\n\r\n{Json.Length:x}\r\n{Json}\r\n0\r\n\r\n"));
        var page = await Server.SendAsync(Head(
            "/account/sign-in", "application/x-www-form-urlencoded", $"Transfer-Encoding: chunked\r\n\r\n{Form.Length:x}\r\n{Form}\r\n0\r\n\r\n"));

        Assert.Equal(422, login.Status);
        Assert.Contains("nothing was done", page.Body, StringComparison.Ordinal);
    }

    private static string Head(string path, string type, string rest) =>
        $"POST {path} HTTP/1.1\r\nHost: aurora.localhost\r\nAuthorization: Bearer demo-aurora-token\r\nContent-Type: {type}\r\nConnection: "
            + $"close\r\n{rest}";

    private void AssertNothingFailed() =>
        Assert.DoesNotContain(logged.Log.Lines, line => Loud.Any(level => line.StartsWith(level, StringComparison.Ordinal)));

    /// <summary>A server whose every log line is kept.</summary>
    public sealed class LoggedServer : IAsyncDisposable
    {
        public LoggedServer() => Server = RawServer.With(services => services.AddSingleton<ILoggerProvider>(Log));

        public CapturedLog Log { get; } = new();
        public RawServer Server { get; }

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
