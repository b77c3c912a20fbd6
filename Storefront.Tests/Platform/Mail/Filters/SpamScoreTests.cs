using System.Text;
using Microsoft.Extensions.Options;
using Storefront.Platform.Mail.Signing;
using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Filters;

/// <summary>Spam filters find nothing in any mail, as a mail server delivered it from a relay it does not trust.</summary>
public sealed class SpamScoreTests(SpamScoreTests.DeliveredMails delivered) : IClassFixture<SpamScoreTests.DeliveredMails>
{
    private const double MostOfRspamd = 1.5;

    // Says only that a mail has an HTML part; SpamAssassin's own report rounds its 0.001 points to 0.0.
    private const string HasHtml = "HTML_MESSAGE";

    // Every filter knows this text as spam, so that its set-up can be tested.
    private const string Gtube = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";
    private const string Spam = $"From: shop@aurora.example\nTo: jane@example.com\nMessage-Id: <gtube@aurora.example>\nSubject: Test\n\n{Gtube}\n";

    [RequiresProgramFact("spamassassin")]
    public async Task SpamAssassin_has_no_rule_against_any_mail_in_any_language()
    {
        var judged = await SpamAssassin.JudgeAsync(delivered.All.Select(mail => mail.Content).Append(Spam));

        Assert.NotEmpty(delivered.All);
        Assert.Equal(delivered.All.Count + 1, judged.Count);
        Assert.InRange(judged["<gtube@aurora.example>"]["GTUBE"], 100, 2000);
        Assert.Equal([], delivered.All.SelectMany(mail => judged[$"<{mail.MessageId}>"].Where(rule => rule.Value > 0 && rule.Key != HasHtml)
            .Select(rule => FormattableString.Invariant($"{mail.Name}: {rule.Key} {rule.Value}"))));
    }

    [RequiresProgramFact("rspamd")]
    public async Task Rspamd_gives_no_mail_in_any_language_more_than_one_and_a_half_points()
    {
        await using var rspamd = await Rspamd.StartAsync();
        var bad = new List<string>();
        foreach (var (name, _, content) in delivered.All)
        {
            var (score, rules, _) = await rspamd.JudgeAsync(content, SenderOf(content));
            if (score > MostOfRspamd)
            {
                bad.Add(FormattableString.Invariant($"{name}: {score:0.##} ({rules})"));
            }
        }

        Assert.NotEmpty(delivered.All);
        Assert.Equal([], bad);
        Assert.Equal("reject", (await rspamd.JudgeAsync(Spam, "shop@aurora.example")).Action);
    }

    // The first line, Return-Path.
    private static string SenderOf(string content) => content.Split('\n')[0].Split('<', '>')[1];

    /// <summary>Every mail of both merchants, delivered by Postfix.</summary>
    public sealed class DeliveredMails : IAsyncLifetime
    {
        public List<(string Name, string MessageId, string Content)> All { get; } = [];

        public async Task InitializeAsync()
        {
            if (RequiresProgramFactAttribute.WhyNot("postfix", asRoot: true) is not null)
            {
                return;
            }

            using var certificate = TestCertificate.ForLoopback();
            await using var server = await PostfixServer.StartAsync(certificate);
            await using var relay = new UntrustedRelay(server.RelayPort);
            await using var transport = new SmtpTransport(
                Options.Create(new SmtpSettings { Host = "127.0.0.1", Port = relay.Port, Security = SmtpSecurity.None }), TimeProvider.System);

            // The first merchant has everything that can be set up: a key, and bounces to a domain of its own.
            await using var full = new TestPlatform { Settings = BounceSettings() };
            var key = new SigningKey("aurora.example", SigningKey.Generate());
            await using var bare = new TestPlatform();
            var signed = (await GalleryAsync(full, full.Aurora)).Select(sample => (sample.Name, sample.Mail with { SigningKey = key }));
            foreach (var (name, mail) in signed.Concat(await GalleryAsync(bare, bare.Birch)))
            {
                await transport.SendAsync(mail, default);
                All.Add((name, mail.MessageId, Encoding.UTF8.GetString(await server.ReceiveAsync())));
            }
        }

        public Task DisposeAsync() => Task.CompletedTask;

        private static Dictionary<string, string?> BounceSettings() => new()
        {
            ["Mail:Bounces:Domain"] = "bounces.aurora.example",
            ["Mail:Bounces:Imap:Host"] = "127.0.0.1",
            ["Mail:Bounces:Imap:UserName"] = "bounces",
            ["Mail:Bounces:Imap:Password"] = "unused",
        };

        private static async Task<List<(string Name, MailMessage Mail)>> GalleryAsync(TestPlatform platform, Shop shop)
        {
            var mails = new List<(string, MailMessage)>();
            var merchant = await MailGallery.MerchantAsync(platform, shop);
            foreach (var kind in MailGallery.Kinds.Append(MailGallery.Reminder))
            {
                foreach (var language in Languages.All)
                {
                    // Filters compare the date with the time of delivery.
                    var now = TimeProvider.System.GetUtcNow();
                    var messageId = $"{Guid.CreateVersion7(now):N}@{merchant.SenderAddress.Split('@')[1]}";
                    mails.Add((
                        $"{kind} {language} of {shop.Host}",
                        await MailGallery.ComposeAsync(platform, kind, language, merchant, "Jane", messageId, now)));
                }
            }

            return mails;
        }
    }
}
