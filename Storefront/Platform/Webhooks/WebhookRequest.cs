using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Storefront.Platform.Webhooks;

/// <summary>A signed message (Standard Webhooks 1.0): the name of the message, the time of the attempt, and a signature of each key.</summary>
internal static class WebhookRequest
{
    private const string Agent = "Storefront-Webhooks/1.0";

    public static HttpRequestMessage Of(string url, string messageId, DateTimeOffset now, string body, IReadOnlyList<byte[]> keys)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var content = Encoding.UTF8.GetBytes(body);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{messageId}.{timestamp}."), .. content];
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.ParseAdd(Agent);
        request.Headers.Add("webhook-id", messageId);
        request.Headers.Add("webhook-timestamp", timestamp);
        var signatures = keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}").ToList();

        // The .NET library (StandardWebhooks 1.1.2) never looks at the last of several signatures, so it comes twice.
        request.Headers.Add("webhook-signature", string.Join(' ', signatures.Count > 1 ? [.. signatures, signatures[^1]] : signatures));
        return request;
    }
}
