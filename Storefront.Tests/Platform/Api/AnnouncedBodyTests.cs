using Microsoft.AspNetCore.Http;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Api;

/// <summary>Request headers that announce something forbidden are trusted: the body is not read.</summary>
public sealed class AnnouncedBodyTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const int Limit = 64 * 1024;

    [Theory, InlineData(Limit + 1), InlineData(5_000_000_000)]
    public async Task A_body_announced_as_too_large_is_refused_before_it_is_read(long length)
    {
        var body = new Untouched();

        var answer = await SendAsync(body, length);

        Assert.Equal(StatusCodes.Status413PayloadTooLarge, answer.Response.StatusCode);
        Assert.False(body.WasRead);
    }

    [Fact]
    public async Task A_body_of_the_largest_size_is_read()
    {
        var body = new Untouched();

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, (await SendAsync(body, Limit)).Response.StatusCode);

        Assert.True(body.WasRead);
    }

    private Task<HttpContext> SendAsync(Stream body, long length) => platform.Server.SendAsync(context =>
    {
        context.Request.Method = "POST";
        context.Request.Scheme = "https";
        context.Request.Host = new(platform.Aurora.Host);
        context.Request.Path = Requests.Full(Requests.Invite);
        context.Request.ContentType = "application/json";
        context.Request.ContentLength = length;
        context.Request.Headers.Authorization = $"Bearer {platform.Aurora.Token}";
        context.Request.Body = body;
    });

    // A body that ends at once and records whether anybody read it.
    private sealed class Untouched : MemoryStream
    {
        public bool WasRead { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            WasRead = true;
            return 0;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            WasRead = true;
            return ValueTask.FromResult(0);
        }
    }
}
