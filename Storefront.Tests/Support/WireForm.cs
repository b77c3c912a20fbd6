using System.Net;
using System.Text.Json;

namespace Storefront.Tests.Support;

/// <summary>Checks the form of an API answer: exactly the keys of its status, our own JSON, and the rate headers.</summary>
public static class WireForm
{
    private static readonly string[] Bare = ["error", "message", "code"];
    private static readonly string[] WithData = [.. Bare, "data"];

    public static void AssertError(ApiAnswer answer, HttpStatusCode status)
    {
        Assert.True(answer.Status == status, $"Expected {status}, got {answer.Status}: {answer.Text}");
        AssertForm(answer);
        var json = answer.Json;
        Assert.True(json.GetProperty("error").GetBoolean());
        Assert.NotEqual("", json.GetProperty("code").GetString());
        switch ((int)status)
        {
            case 400 or 404 or 409 or 500:
                AssertKeys(json, WithData);
                Assert.Equal("[]", json.GetProperty("data").GetRawText());
                break;
            case 422:
                AssertKeys(json, [.. Bare, "errors"]);
                Assert.NotEmpty(json.GetProperty("errors").EnumerateObject());
                Assert.All(
                    json.GetProperty("errors").EnumerateObject(),
                    field => Assert.All(Messages(field.Value), message => Assert.NotEqual("", message)));
                break;
            default:
                AssertKeys(json, Bare);
                break;
        }
    }

    public static void AssertSuccess(ApiAnswer answer, HttpStatusCode status, params string[] more)
    {
        Assert.True(answer.Status == status, $"Expected {status}, got {answer.Status}: {answer.Text}");
        AssertForm(answer);
        AssertKeys(answer.Json, ["error", "message", "data", .. more]);
        Assert.False(answer.Json.GetProperty("error").GetBoolean());
    }

    /// <summary>Checks that an answer is one JSON object of ours, whatever it says.</summary>
    public static void AssertForm(ApiAnswer answer)
    {
        AssertJson(answer);
        Assert.Matches("^[0-9]+$", answer.Header("X-RateLimit-Limit") ?? "none");
        Assert.Matches("^[0-9]+$", answer.Header("X-RateLimit-Remaining") ?? "none");
    }

    public static void AssertJson(ApiAnswer answer)
    {
        Assert.Equal("application/json", answer.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(JsonValueKind.Object, answer.Json.ValueKind);
        Assert.NotEqual("", answer.Message);
        Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", answer.Text, StringComparison.Ordinal);
    }

    private static void AssertKeys(JsonElement json, string[] keys) =>
        Assert.Equal(keys.Order(StringComparer.Ordinal), json.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));

    private static IEnumerable<string?> Messages(JsonElement messages)
    {
        Assert.NotEqual(0, messages.GetArrayLength());
        return messages.EnumerateArray().Select(message => message.GetString());
    }
}
