using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Api;
using Storefront.Platform.Hosting;

namespace Storefront.Tests.Support;

/// <summary>Requests that a well-behaved client would not send, and operator commands.</summary>
public static class Requests
{
    public const string Invite = "customers/invite";
    public const string Login = "customer/auth/login";
    public const string Profile = "customer/profile/get";
    public const string Delete = "customer/account/delete";

    public static string Full(string path) => $"{ApiKernel.BasePath}/{path}";

    /// <summary>A body exactly as given, under exactly the media type given.</summary>
    public static HttpContent Body(byte[] bytes, string? type = "application/json")
    {
        var content = new ByteArrayContent(bytes);
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return content;
    }

    public static HttpContent Body(string text, string? type = "application/json") => Body(Encoding.UTF8.GetBytes(text), type);

    /// <summary>Posts with headers that are not checked on the way out.</summary>
    public static async Task<ApiAnswer> PostWithAsync(
        this ApiClient api, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Full(path)) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await ApiAnswer.OfAsync(await api.Http.SendAsync(request));
    }

    /// <summary>Invites an address under an idempotency key.</summary>
    public static Task<ApiAnswer> InviteWithKeyAsync(this Shop shop, string key, string email) =>
        shop.MerchantApi.PostWithAsync(Invite, Body($$"""{"email":"{{email}}"}"""), ("Idempotency-Key", key));

    public static async Task<ApiAnswer> SendAsync(this ApiClient api, HttpMethod method, string address)
    {
        using var request = new HttpRequestMessage(method, address);
        return await ApiAnswer.OfAsync(await api.Http.SendAsync(request));
    }

    /// <summary>Runs an operator command and returns what it printed.</summary>
    public static async Task<string> CommandAsync(this TestPlatform platform, params string[] words)
    {
        await using var output = new StringWriter();
        Assert.Equal(0, await platform.Services.GetRequiredService<OperatorConsole>().RunAsync(words, output));
        return output.ToString().Trim();
    }

    /// <summary>A merchant's audit trail as the operator reads it, oldest first, of all subjects or one: each action with its
    /// facts.</summary>
    public static async Task<IReadOnlyList<string>> EventsAsync(this Shop shop, Guid? about = null)
    {
        var printed = await shop.Platform.CommandAsync([
            "audit", "list", "--merchant", $"{shop.Id}", "--take", "1000", .. about is null ? Array.Empty<string>() : ["--subject", $"{about}"]
        ]);
        return printed == "Nothing."
            ? []
            : [
                .. printed.Split('\n').Select(line => line.TrimEnd('\r').Split('\t')).Reverse()
                .Select(entry => $"{entry[2]} {entry.ElementAtOrDefault(4)}".TrimEnd())
            ];
    }

    /// <summary>The same about the customer with an address.</summary>
    public static async Task<IReadOnlyList<string>> EventsOfAsync(this Shop shop, string email) =>
        await shop.EventsAsync((await shop.FindCustomerAsync(email))!.SubjectId);

    /// <summary>A new token of a merchant, created by the operator: its number and its secret.</summary>
    public static async Task<(string Id, string Secret)> NewTokenAsync(this Shop shop, string abilities = "*")
    {
        var printed = await shop.Platform.CommandAsync("tokens", "create", "--merchant", $"{shop.Id}", "--name", "test", "--abilities", abilities);
        return (printed.Split(' ', '.')[1], printed.Split('\n')[^1].Trim());
    }

    /// <summary>Every operation of the API as the running application has it, without the GET links: path below the base, audience, request
    /// type.</summary>
    public static IReadOnlyList<(string Path, ApiAudience Audience, Type? Body)> ApiEndpoints(this TestPlatform platform) =>
    [
        .. platform.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(
                endpoint => endpoint.Metadata.GetMetadata<ApiAudience>() is not null
                    && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(endpoint => (
                endpoint.RoutePattern.RawText![(ApiKernel.BasePath.Length + 1)..], endpoint.Metadata.GetMetadata<ApiAudience>()!,
                endpoint.Metadata.GetMetadata<ApiBodyType>()?.Type)),
    ];

    /// <summary>The fields that an endpoint documents as required.</summary>
    public static IReadOnlyList<string> Required(this TestPlatform platform, string path) =>
        platform.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .First(endpoint => endpoint.RoutePattern.RawText == Full(path)).Metadata.GetMetadata<RequiredFields>()?.Names ?? [];

    public static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);
}
