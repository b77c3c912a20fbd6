using System.Collections;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Resources;
using System.Text.Json;
using Storefront.Platform.Texts;

namespace Storefront.E2E.Support;

/// <summary>A demo merchant: calls the API and reads sent mails.</summary>
public sealed class DemoShop : IDisposable
{
    private static readonly TimeSpan LongestDelivery = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(50);

    private static readonly ResourceManager Translations = new(typeof(Sentences));

    private readonly HttpClient _client;
    private readonly List<Mail> _seen = [];
    private IReadOnlyList<string>? _foreign;

    internal DemoShop(string name, int id, string language, int port)
    {
        (Name, Id, Language) = (name, id, language);
        Address = new(id == 0 ? $"http://localhost:{port}" : $"http://{name}.localhost:{port}");

        // Not every system resolves *.localhost; browsers do.
        _client = new(new SocketsHttpHandler { ConnectCallback = (_, ct) => ConnectAsync(port, ct), UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = Address
        };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"demo-{name}-token");
    }

    public string Name { get; }
    public string FullName => Name switch { "aurora" => "Aurora Coffee", "birch" => "Birch & Co", _ => char.ToUpperInvariant(Name[0]) + Name[1..] };
    public int Id { get; }
    public string Language { get; }
    public Uri Address { get; }

    /// <summary>A sentence in this merchant's language; the English sentence is the key.</summary>
    public string Says(string sentence, params object[] values) =>
        string.Format(CultureInfo.GetCultureInfo(Language), Words(Language).GetValueOrDefault(sentence, sentence), values);

    /// <summary>The English sentences that this merchant's language does not use, untranslated ones included; single words and names may be
    /// equal.</summary>
    public IReadOnlyList<string> Foreign => _foreign ??= Language == Languages.Default ? [] : FindForeign(Words(Language));

    /// <summary>Every sentence of a language, by its English key.</summary>
    public static IReadOnlyDictionary<string, string> Words(string language) =>
        Translations.GetResourceSet(CultureInfo.GetCultureInfo(language), true, false)?
        .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!) ?? [];

    /// <summary>Invites an address and returns the mailed link.</summary>
    public async Task<Uri> InviteAsync(string email, string? firstname = null, string? lastname = null)
    {
        var answer = await _client.PostAsJsonAsync("/api/services/webshop/v1/customers/invite", new { project_id = Id, email, firstname, lastname });
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await WaitForLinkAsync(email, "/account/accept-invitation");
    }

    /// <summary>Mails a customer a new link, which supersedes the previous one.</summary>
    public async Task<Uri> ResendAsync(long customerId, string email)
    {
        var before = (await MailsAsync(email)).Count(mail => mail.LinkTo("/account/accept-invitation") is not null);
        var answer =
            await _client.PostAsJsonAsync("/api/services/webshop/v1/customers/invitations/resend", new { project_id = Id, customer_id = customerId });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await WaitForLinkAsync(email, "/account/accept-invitation", before + 1);
    }

    /// <summary>An address that is unique in this run.</summary>
    public static string NewEmail() => $"shopper-{Guid.CreateVersion7():n}@example.com";

    /// <summary>The mails to an address, newest first, once there are as many as expected.</summary>
    public Task<IReadOnlyList<Mail>> WaitForMailsAsync(string email, int count = 1) => WaitForMailsAsync(email, _ => true, count);

    /// <summary>The mail with this subject, once it has arrived.</summary>
    public async Task<Mail> WaitForMailAsync(string email, string subject) => (await WaitForMailsAsync(email, mail => mail.Subject == subject, 1))[0];

    /// <summary>The newest mailed link to a page, once there are as many as expected.</summary>
    public async Task<Uri> WaitForLinkAsync(string email, string page, int count = 1) =>
        (await WaitForMailsAsync(email, mail => mail.LinkTo(page) is not null, count))[0].LinkTo(page)!;

    /// <summary>The six mailed digits.</summary>
    public async Task<string> WaitForCodeAsync(string email) => (await WaitForMailsAsync(email, mail => mail.Code is not null, 1))[0].Code!;

    private static List<string> FindForeign(IReadOnlyDictionary<string, string> own) =>
        [
            .. Languages.All.SelectMany(language => Words(language).Keys).Distinct()
            .Where(word => word.Contains(' ', StringComparison.Ordinal) && own.GetValueOrDefault(word) != word)
        ];

    private async Task<IReadOnlyList<Mail>> WaitForMailsAsync(string email, Func<Mail, bool> isMeant, int count)
    {
        for (var waited = TimeSpan.Zero; waited < LongestDelivery; waited += LookAgainAfter)
        {
            if ((await MailsAsync(email)).Where(isMeant).ToList() is var mails && mails.Count >= count)
            {
                return mails;
            }

            await Task.Delay(LookAgainAfter);
        }

        throw new TimeoutException($"Mail number {count} of its kind to {email} did not arrive.");
    }

    public void Dispose() => _client.Dispose();

    private static async ValueTask<Stream> ConnectAsync(int port, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, ct);
        return new NetworkStream(socket, ownsSocket: true);
    }

    // Requests only newer mails: the mailbox of a long run is large.
    private async Task<IReadOnlyList<Mail>> MailsAsync(string email)
    {
        var news =
            await _client.GetFromJsonAsync<Mail[]>($"/_dev/mailbox.json?after={(_seen.Count == 0 ? 0 : _seen[0].Id)}", JsonSerializerOptions.Web);
        _seen.InsertRange(0, news!);
        return [.. _seen.Where(mail => mail.To == email)];
    }
}

/// <summary>A delivered mail.</summary>
public sealed record Mail(long Id, string To, string Subject, string Text, string Html)
{
    /// <summary>Its link to a page, if it has one.</summary>
    public Uri? LinkTo(string page) =>
        Lines.FirstOrDefault(line => line.StartsWith("http", StringComparison.Ordinal) && line.Contains($"{page}?", StringComparison.Ordinal))
            is { } link ? new(link) : null;

    /// <summary>Its six-digit code, if it has one.</summary>
    public string? Code => Lines.FirstOrDefault(line => line.Length == 6 && line.All(char.IsAsciiDigit));

    private string[] Lines => Text.Split('\n', StringSplitOptions.TrimEntries);
}
