using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Api;

/// <summary>Public requests name their merchant by <c>project_id</c>: a positive integer, or the same digits in a string.</summary>
public sealed class ProjectNumberTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    public static TheoryData<string> Right =>
    [
        "\"project_id\":1", "\"project_id\":\"1\"", "\"website_id\":1", "\"website_id\":\"1\"", "\"project_id\":1,\"website_id\":1",
        "\"project_id\":\"01\"",
    ];

    public static TheoryData<string> Wrong =>
    [
        "\"project_id\":1.0", "\"project_id\":1e0", "\"project_id\":1.5", "\"project_id\":-1", "\"project_id\":0", "\"project_id\":\"1 \"",
        "\"project_id\":\" 1\"",
        "\"project_id\":\"+1\"", "\"project_id\":\"-1\"", "\"project_id\":\"1.0\"", "\"project_id\":\"0x1\"", "\"project_id\":\"\"",
        "\"project_id\":\"one\"", "\"project_id\":\"\u0661\"",
        "\"project_id\":9223372036854775807", "\"project_id\":9223372036854775808", "\"project_id\":1e400", "\"project_id\":\"99999999999999999999\"",
        "\"project_id\":[1]", "\"project_id\":[]", "\"project_id\":{}", "\"project_id\":{\"id\":1}", "\"project_id\":true", "\"project_id\":null",
        "\"other\":1",
        "\"project_id\":2", "\"project_id\":3", "\"website_id\":2", "\"project_id\":2,\"website_id\":1", "\"project_id\":null,\"website_id\":1",
        "\"Project_Id\":1", "\"projectId\":1",
    ];

    [Theory, MemberData(nameof(Right))]
    public async Task Both_field_names_and_both_forms_are_accepted(string field)
    {
        var answer = await LoginAsync(platform.Aurora.Host, field);

        WireForm.AssertError(answer, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("sign_in.no_match", answer.Code);
    }

    [Theory, MemberData(nameof(Wrong))]
    public async Task Everything_else_is_422_under_project_id(string field)
    {
        var answer = await LoginAsync(platform.Aurora.Host, field);

        WireForm.AssertError(answer, HttpStatusCode.UnprocessableEntity);
        Assert.True(answer.Error("project_id") is not null, answer.Text);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task On_the_platforms_host_every_merchant_can_be_named(int number) =>
        Assert.Equal("sign_in.no_match", (await LoginAsync("localhost", $"\"project_id\":{number}")).Code);

    [Fact]
    public async Task Two_different_numbers_are_refused()
    {
        var answer = await LoginAsync("localhost", "\"project_id\":1,\"website_id\":2");

        WireForm.AssertError(answer, HttpStatusCode.UnprocessableEntity);
        Assert.NotNull(answer.Error("project_id"));
    }

    private async Task<ApiAnswer> LoginAsync(string host, string field)
    {
        using var http = platform.Client(host);
        return await new ApiClient(http, 0).PostRawAsync(
            Requests.Login,
            Requests.Body($$"""{{{field}},"email":"nobody-{{Guid.CreateVersion7():N}}@example.com","password":"{{Shop.GoodPassword}}"}"""));
    }
}
