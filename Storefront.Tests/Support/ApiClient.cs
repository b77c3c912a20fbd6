using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Storefront.Tests.Support;

/// <summary>Calls the API as a merchant's program or a shopper's app would.</summary>
public sealed class ApiClient(HttpClient http, long projectId)
{
    private const string BasePath = "api/services/webshop/v1/";

    public HttpClient Http => http;

    public async Task<ApiAnswer> PostAsync(string path, object? body = null) =>
        await ApiAnswer.OfAsync(await http.PostAsync(BasePath + path, body is null ? null : JsonContent.Create(body)));

    /// <summary>Posts to a public endpoint, naming this merchant.</summary>
    public Task<ApiAnswer> PostPublicAsync(string path, object body)
    {
        var fields = JsonSerializer.SerializeToElement(body).EnumerateObject().ToDictionary(field => field.Name, field => (object)field.Value);
        fields.TryAdd("project_id", projectId);
        return PostAsync(path, fields);
    }

    public async Task<ApiAnswer> PostRawAsync(string path, HttpContent content) =>
        await ApiAnswer.OfAsync(await http.PostAsync(BasePath + path, content));
}

/// <summary>An answer of the API: status, headers and the envelope.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, HttpResponseMessage Response, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;
    public JsonElement Data => Json.GetProperty("data");
    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;
    public string? Message => Json.GetProperty("message").GetString();

    /// <summary>The first message of a field, or null.</summary>
    public string? Error(string field) =>
        Json.TryGetProperty("errors", out var errors) && errors.TryGetProperty(field, out var messages) ? messages[0].GetString() : null;

    public string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;

    /// <summary>Reads an answer, which must be as the OpenAPI document says.</summary>
    public static async Task<ApiAnswer> OfAsync(HttpResponseMessage response)
    {
        var answer = new ApiAnswer(response.StatusCode, response, await response.Content.ReadAsStringAsync());
        await DocumentedAnswers.CheckAsync(answer);
        return answer;
    }
}
