using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Http;

/// <summary>Every answer, to whomever, has the security headers.</summary>
public sealed class SecurityHeadersTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Theory]
    [InlineData("aurora.localhost", "/")]
    [InlineData("birch.localhost", "/account/sign-in")]
    [InlineData("aurora.localhost", "/account")]
    [InlineData("birch.localhost", "/nothing/here")]
    [InlineData("aurora.localhost", "/api/services/webshop/v1/customer/public/countries")]
    [InlineData("birch.localhost", "/api/services/webshop/v1/nothing")]
    [InlineData("localhost", "/")]
    [InlineData("nobody.test", "/")]
    [InlineData("nobody.test", "/api/services/webshop/v1/customers/invite")]
    public async Task Every_answer_refuses_script_and_style_of_others_framing_guessing_and_referrers(string host, string path)
    {
        using var http = platform.Client(host);

        var answer = await http.GetAsync(path);

        var policy = Header("Content-Security-Policy");
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.All(["base-uri 'none'", "form-action '", "frame-ancestors 'none'"], part => Assert.Contains(part, policy, StringComparison.Ordinal));
        Assert.All(["unsafe", "*", "://"], part => Assert.DoesNotContain(part, policy, StringComparison.Ordinal));
        Assert.Equal(
            ("nosniff", "no-referrer", "DENY", "same-origin", "same-origin"),
            (
                Header("X-Content-Type-Options"), Header("Referrer-Policy"), Header("X-Frame-Options"), Header("Cross-Origin-Opener-Policy"),
                Header("Cross-Origin-Resource-Policy")));

        string Header(string name) => Assert.Single(answer.Headers.TryGetValues(name, out var values) ? values : []);
    }
}
