using System.Net;
using System.Text;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Api;

public sealed partial class StrictJsonTests
{
    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("iso-8859-1")]
    public async Task Other_encodings_are_refused_with_and_without_their_name(string name)
    {
        var bytes = Encoding.GetEncoding(name).GetBytes("""{"email":"a@b.example","firstname":"Zoë"}""");

        WireForm.AssertError(
            await Api.PostRawAsync(Requests.Invite, Requests.Body(bytes, $"application/json; charset={name}")), HttpStatusCode.UnsupportedMediaType);
        WireForm.AssertError(await Api.PostRawAsync(Requests.Invite, Requests.Body(bytes)), HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("customers/invite")]
    [InlineData("customer/auth/login")]
    public async Task A_byte_order_mark_in_front_is_no_part_of_the_body(string path)
    {
        await platform.Aurora.CustomerAsync($"bom-{path.Length}@example.com");
        var name = path.StartsWith("customers", StringComparison.Ordinal) ? "bom-new" : $"bom-{path.Length}";
        var json = Encoding.UTF8.GetBytes($$"""{"project_id":1,"email":"{{name}}@example.com","password":"{{Shop.GoodPassword}}"}""");

        var read = await Api.PostRawAsync(path, Requests.Body([.. Encoding.UTF8.Preamble, .. json]));
        var twice = await Api.PostRawAsync(path, Requests.Body([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.Preamble, .. json]));
        var alone = await Api.PostRawAsync(path, Requests.Body([.. Encoding.UTF8.Preamble]));

        Assert.True((int)read.Status is 200 or 201, read.Text);
        WireForm.AssertError(twice, HttpStatusCode.UnprocessableEntity);
        Assert.NotNull(twice.Error("body"));
        WireForm.AssertError(alone, HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0x80 })]
    public async Task Bytes_that_are_no_UTF8_are_refused_in_front_and_inside(byte[] bytes)
    {
        byte[] inFront = [.. bytes, .. """{"email":"a@b.example"}"""u8];
        byte[] inside = [.. """{"email":"a"""u8, .. bytes, .. """@b.example"}"""u8];

        foreach (var body in new[] { inFront, inside })
        {
            var answer = await Api.PostRawAsync(Requests.Invite, Requests.Body(body));
            WireForm.AssertError(answer, HttpStatusCode.UnprocessableEntity);
            Assert.NotNull(answer.Error("body"));
        }
    }
}
