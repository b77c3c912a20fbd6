using System.Net;
using System.Text;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Api;

/// <summary>A body is one strict JSON object in UTF-8, or it is refused with our own message and nothing happens.</summary>
public sealed partial class StrictJsonTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const int Limit = 64 * 1024;

    private ApiClient Api => platform.Aurora.MerchantApi;

    /// <summary>The fault, and the field that is named.</summary>
    public static TheoryData<string, string> Broken => new()
    {
        { """{"email":"a@b.example","email":"c@d.example"}""", "body" },
        { """{"email":"a@b.example","em\u0061il":"c@d.example"}""", "body" },
        { """{"email":"a@b.example","extra":{"x":1,"x":2}}""", "body" },
        { """{"email":"a@b.example","extra":[{"x":1,"\u0078":2}]}""", "body" },
        { """{"email":"a@b.example","\u0000":1}""", "body" },
        { """{"email":"a@b.example","extra":{"\u0000":1}}""", "extra" },
        { """{"email":"a@b.example\u0000"}""", "email" },
        { """{"email":"a@b.example","firstname":"J\u0000ne"}""", "firstname" },
        { """{"email":"a@b.example","extra":{"deep":["\u0000"]}}""", "extra.deep" },
        { """{"email":"a@b.example","firstname":"\ud800"}""", "firstname" },
        { """{"email":"a@b.example","firstname":"\udc00\ud800"}""", "firstname" },
        { """{"email":"a@b.example","extra":["\ud83d"]}""", "extra" },
        { """{"email":"a@b.example","\ud800":1}""", "body" },
        { """{"email":"a@b.example","extra":{"\ud800":1}}""", "body" },
        { "{", "body" },
        { "}", "body" },
        { "[]", "body" },
        { "null", "body" },
        { "true", "body" },
        { "42", "body" },
        { "\"text\"", "body" },
        { " ", "body" },
        { "\0", "body" },
        { """{"email":"a@b.example"} trailing""", "body" },
        { """{"email":"a@b.example"}{"email":"c@d.example"}""", "body" },
        { """{"email":"a@b.example",}""", "body" },
        { """{"email":"a@b.example" /* comment */}""", "body" },
        { "{// comment\n\"email\":\"a@b.example\"}", "body" },
        { """{'email':'a@b.example'}""", "body" },
        { """{email:"a@b.example"}""", "body" },
        { """{"email":"a@b.example","expires_in_days":NaN}""", "body" },
        { """{"email":"a@b.example","expires_in_days":Infinity}""", "body" },
        { """{"email":"a@b.example","expires_in_days":-Infinity}""", "body" },
        { """{"email":"a@b.example","expires_in_days":07}""", "body" },
        { """{"email":"a@b.example","expires_in_days":+7}""", "body" },
        { """{"email":"a@b.example","expires_in_days":0x7}""", "body" },
        { """{"email":"a@b.example","expires_in_days":1e999999}""", "expires_in_days" },
        { """{"email":"a@b.example","expires_in_days":99999999999999999999999999}""", "expires_in_days" },
        { "{\"email\":\"a\tb@b.example\"}", "body" },
        { "{\"email\":\"a@b.example\u0001\"}", "body" },
    };

    [Theory, MemberData(nameof(Broken))]
    public async Task Bad_JSON_is_422_and_names_what_is_wrong(string json, string field)
    {
        var answer = await Api.PostRawAsync(Requests.Invite, Requests.Body(json));

        WireForm.AssertError(answer, HttpStatusCode.UnprocessableEntity);
        Assert.True(answer.Error(field) is not null, answer.Text);
        Assert.Equal(0, await platform.Aurora.CountAsync(db => db.Customers.Where(customer => customer.Email!.EndsWith(".example"))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(10_000)]
    public async Task A_depth_above_sixteen_is_refused(int levels)
    {
        // The root is a level of its own, and so is each array in it.
        var arrays = levels - 1;
        var answer = await Api.PostRawAsync(
            Requests.Invite, Requests.Body($$"""{"extra":{{new string('[', arrays)}}{{(arrays == 0 ? "1" : "")}}{{new string(']', arrays)}}}"""));

        WireForm.AssertError(answer, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(levels <= 16, answer.Error("email") is not null);
    }

    [Theory]
    [InlineData(Limit, false, 422)]
    [InlineData(Limit, true, 422)]
    [InlineData(Limit + 1, false, 413)]
    [InlineData(Limit + 1, true, 413)]
    [InlineData(5_000_000, true, 413)]
    public async Task Sixty_four_KiB_are_the_limit_however_the_length_is_announced(int size, bool chunked, int status)
    {
        var text = $$"""{"extra":"{{new string('x', size - 12)}}"}""";
        Assert.Equal(size, text.Length);
        HttpContent body = chunked ? new StreamContent(new Unmeasured(Encoding.UTF8.GetBytes(text))) : Requests.Body(text);
        body.Headers.ContentType ??= new("application/json");

        WireForm.AssertError(await Api.PostRawAsync(Requests.Invite, body), (HttpStatusCode)status);
    }

    [Theory]
    [InlineData("application/json", 422)]
    [InlineData("application/json; charset=utf-8", 422)]
    [InlineData("APPLICATION/JSON; Charset=\"UTF-8\"", 422)]
    [InlineData("application/json; charset=", 415)]
    [InlineData("text/json", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("application/problem+json", 415)]
    [InlineData("application/jsonp", 415)]
    [InlineData("application/json, text/plain", 415)]
    [InlineData("multipart/form-data; boundary=x", 415)]
    [InlineData("nonsense", 415)]
    [InlineData("", 415)]
    [InlineData(null, 415)]
    public async Task Only_JSON_in_UTF8_is_read(string? type, int status) =>
        WireForm.AssertError(await Api.PostRawAsync(Requests.Invite, Requests.Body("{}", type)), (HttpStatusCode)status);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task A_compressed_body_is_415(string encoding)
    {
        var body = Requests.Body("{}");
        body.Headers.ContentEncoding.Add(encoding);

        WireForm.AssertError(await Api.PostRawAsync(Requests.Invite, body), HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    public async Task An_empty_body_is_an_empty_object(string? type)
    {
        var refused = await Api.PostRawAsync(Requests.Invite, Requests.Body("", type));
        WireForm.AssertError(refused, HttpStatusCode.UnprocessableEntity);
        Assert.NotNull(refused.Error("email"));

        var token = await platform.Aurora.CustomerAsync($"empty-{type?.Length}@shop.test");
        WireForm.AssertSuccess(await platform.Aurora.Api(token).PostRawAsync(Requests.Profile, Requests.Body("", type)), HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_unneeded_body_is_read_just_as_strictly()
    {
        var token = await platform.Aurora.CustomerAsync("unasked@shop.test");

        WireForm.AssertError(await platform.Aurora.Api(token).PostRawAsync(Requests.Profile, Requests.Body("{")), HttpStatusCode.UnprocessableEntity);
        WireForm.AssertSuccess(
            await platform.Aurora.Api(token).PostRawAsync(Requests.Profile, Requests.Body("""{"anything":[1,null]}""")), HttpStatusCode.OK);
    }

    [Fact]
    public async Task Unknown_fields_and_other_spellings_are_ignored()
    {
        var body = """{"email":"known@shop.test","merchant_id":2,"MerchantId":2,"id":7007,"Email":"other@shop.test","password_hash":"x"}""";
        var answer = await Api.PostRawAsync(Requests.Invite, Requests.Body(body));

        WireForm.AssertSuccess(answer, HttpStatusCode.Created, "customer");
        Assert.Equal("known@shop.test", answer.Data.GetProperty("customer").GetProperty("email").GetString());
        Assert.NotEqual(7007, answer.Data.GetProperty("customer").GetProperty("id").GetInt64());
        Assert.Null(await platform.Birch.FindCustomerAsync("known@shop.test"));
    }

    // A stream without a length is sent in chunks.
    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
