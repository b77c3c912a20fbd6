using System.Text;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Api;

/// <summary>Authorization headers that only a custom program can send, at the real server: 401 in the envelope, never a bare or broken
/// answer.</summary>
public sealed class RawAuthorizationTests(RawServer server) : IClassFixture<RawServer>
{
    public static TheoryData<string> Lines =>
    [
        "Authorization:", "Authorization: ", "Authorization:\t", "Authorization: Bearer", "Authorization: Bearer \t", "Authorization: Basic ZGVtbw==",
        "Authorization: Bearer demo-aurora-token\r\nAuthorization: Bearer demo-aurora-token", "Authorization: Bearer d\u00E9mo",
        "Authorization: B\u00E9arer demo-aurora-token",
        "authorization: Bearer demo-birch-token", "Authorization: Bearer " + "\u00FF\u00FE\u0080",
    ];

    [Theory, MemberData(nameof(Lines))]
    public async Task Malformed_headers_are_401_in_the_envelope(string lines)
    {
        // As single bytes, which beyond ASCII are not valid UTF-8.
        AssertRefused(await server.SendAsync(Encoding.Latin1.GetBytes(Request(lines))));

        // As UTF-8.
        AssertRefused(await server.SendAsync(Request(lines)));
    }

    [Fact]
    public async Task A_header_of_ten_kilobytes_is_401() =>
        AssertRefused(await server.SendAsync(Request("Authorization: Bearer " + new string('a', 10_240))));

    [Fact]
    public async Task A_valid_token_passes_in_the_same_way() =>
        Assert.Equal(422, (await server.SendAsync(Request("Authorization: Bearer demo-aurora-token"))).Status);

    private static string Request(string lines) =>
        $"POST {Requests.Full(Requests.Invite)} HTTP/1.1\r\nHost: aurora.localhost\r\n{lines}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private static void AssertRefused(RawAnswer answer)
    {
        Assert.True(answer.Status == 401, answer.Head);
        Assert.Contains("\"code\":\"auth.unauthenticated\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains("X-RateLimit-Remaining: ", answer.Head, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", answer.Head, StringComparison.Ordinal);
    }
}
