using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Storefront.Tests.Support;

/// <summary>A browser without script: keeps the cookies of one host, fills in forms, follows redirects after posts.</summary>
public sealed class Browser(HttpClient http)
{
    public Dictionary<string, string> Cookies { get; init; } = [];

    /// <summary>Additional headers of each request, such as the site that caused it.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>A second browser with copies of this one's cookies.</summary>
    public Browser Copy() => new(http) { Cookies = new(Cookies) };

    public Task<BrowserAnswer> GetAsync(string address) => SendAsync(HttpMethod.Get, address, null);

    public Task<BrowserAnswer> SendAsync(HttpMethod method, string address) => SendAsync(method, address, null);

    /// <summary>Opens an address and follows every redirect.</summary>
    public async Task<BrowserAnswer> OpenAsync(string address)
    {
        var answer = await GetAsync(address);
        for (var hops = 0; answer.Location is not null && hops < 5; hops++)
        {
            answer = await GetAsync(answer.Location);
        }

        return answer;
    }

    /// <summary>Fills in the form on a page, by the last part of the field's name, and posts it without following the redirect.</summary>
    public Task<BrowserAnswer> SubmitAsync(BrowserAnswer page, params (string Field, string Value)[] values)
    {
        var form = page.Page.QuerySelector<IHtmlFormElement>("main form")
            ?? throw new InvalidOperationException($"No form on the page {page.Status}: {page.Heading}");
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input[name]").Where(input => input.Type != "checkbox" || input.IsChecked)
            .ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (field, value) in values)
        {
            fields["Input." + field] = value;
        }

        return PostAsync(form.GetAttribute("action") is { Length: > 0 } action ? action : page.Address, fields);
    }

    /// <summary>Fills in one of several forms of a page, by its name, with the fields' whole names; null means an empty checkbox.</summary>
    public Task<BrowserAnswer> SubmitFormAsync(BrowserAnswer page, string name, params (string Field, string? Value)[] values)
    {
        var form = page.Page.QuerySelector<IHtmlInputElement>($"main form input[name=_handler][value={name}]")?.Form
            ?? throw new InvalidOperationException($"No form {name} on the page {page.Status}: {page.Heading}");
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input[name]").Where(input => input.Type != "checkbox" || input.IsChecked)
            .ToDictionary(input => input.Name!, input => input.Value);
        foreach (var select in form.QuerySelectorAll<IHtmlSelectElement>("select[name]"))
        {
            fields[select.Name!] = select.Value ?? "";
        }

        foreach (var (field, value) in values)
        {
            fields.Remove(field);
            if (value is not null)
            {
                fields[field] = value;
            }
        }

        return PostAsync(form.GetAttribute("action") is { Length: > 0 } action ? action : page.Address, fields);
    }

    public Task<BrowserAnswer> PostAsync(string address, IEnumerable<KeyValuePair<string, string>> fields) =>
        SendAsync(HttpMethod.Post, address, new FormUrlEncodedContent(fields));

    /// <summary>Posts a form byte by byte as given.</summary>
    public Task<BrowserAnswer> PostRawAsync(string address, string form) =>
        SendAsync(HttpMethod.Post, address, new StringContent(form, null, "application/x-www-form-urlencoded"));

    private async Task<BrowserAnswer> SendAsync(HttpMethod method, string address, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (Cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        var response = await http.SendAsync(request);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var (name, value) = cookie.Split(';')[0].Split('=', 2) is [var first, var second] ? (first, second) : (cookie, "");
            Cookies[name] = value;
            if (value.Length == 0)
            {
                Cookies.Remove(name);
            }
        }

        return new(address, response, await response.Content.ReadAsStringAsync());
    }
}

/// <summary>The answer in a browser: status, redirect target and page.</summary>
public sealed record BrowserAnswer(string Address, HttpResponseMessage Response, string Text)
{
    private static readonly HtmlParser Parser = new();

    public HttpStatusCode Status => Response.StatusCode;
    public string? Location => Response.Headers.Location?.OriginalString;
    public IHtmlDocument Page { get; } = Parser.ParseDocument(Text);
    public string Heading => Page.QuerySelector("h1")?.TextContent.Trim() ?? "";
    public string Main => Page.QuerySelector("main")?.TextContent ?? "";

    /// <summary>The problem shown beside a field, named as in the API, or null.</summary>
    public string? Problem(string field) =>
        Page.QuerySelector($"#{field.Replace("_", "", StringComparison.Ordinal).Replace('.', '-')}-problem")?.TextContent.Trim();
}
