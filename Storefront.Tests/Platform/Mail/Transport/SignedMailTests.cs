using DnsClient;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Storefront.Platform.Mail.Signing;
using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Transport;

/// <summary>What a real mail server delivers carries a signature that verifies against the published record.</summary>
public sealed class SignedMailTests
{
    private static readonly SigningKey _key = new("north.example", SigningKey.Generate());

    [RequiresProgramTheory("postfix")]
    [InlineData("jane@example.com")]
    [InlineData("zoë@例え.テスト")]
    public async Task A_delivered_mail_verifies_against_the_DNS_record_and_a_changed_one_does_not(string recipient)
    {
        using var certificate = TestCertificate.ForLoopback();
        await using var server = await PostfixServer.StartAsync(certificate);
        await using var dns = new DnsServer();
        dns.Records[_key.RecordName] = [_key.RecordText];
        var mail = Mails.Invitation with
        {
            To = recipient,
            From = new("shop@north.example", "Bäckerei 🥐"),
            ReplyTo = "help@north.example",
            Subject = "Ünïcödé " + new string('字', 100),
            Text = ".\n  two  spaces \n-- \nend\n\n\n",
            SigningKey = _key,
        };

        var first = await DeliverAsync(server, certificate, mail);
        var again = await DeliverAsync(server, certificate, mail);

        Assert.True(await VerifyAsync(first, dns));
        Assert.Equal(Signature(first).Value, Signature(again).Value);
        Assert.Contains("d=north.example", Signature(first).Value, StringComparison.Ordinal);
        first.Headers[HeaderId.Subject] = "Another subject";
        Assert.False(await VerifyAsync(first, dns));
        again.ReplyTo.Add(MailboxAddress.Parse("evil@example.com"));
        Assert.False(await VerifyAsync(again, dns));
    }

    [Fact]
    public void A_signed_mail_is_stored_without_its_key() => Assert.DoesNotContain(
        "SigningKey", System.Text.Json.JsonSerializer.Serialize(Mails.Invitation with { SigningKey = _key }), StringComparison.Ordinal);

    private static async Task<MimeMessage> DeliverAsync(PostfixServer server, TestCertificate certificate, MailMessage mail)
    {
        var settings = new SmtpSettings { Host = "localhost", Port = server.StartTlsPort, Security = SmtpSecurity.StartTls };
        await using var transport = new SmtpTransport(Options.Create(settings), certificate.Trust);
        await transport.SendAsync(mail, default);
        return await MimeMessage.LoadAsync(new MemoryStream(await server.ReceiveAsync()));
    }

    private static Header Signature(MimeMessage message) => message.Headers.Single(header => header.Id == HeaderId.DkimSignature);

    private static async Task<bool> VerifyAsync(MimeMessage message, DnsServer dns) =>
        await new DkimVerifier(new DnsKeys(dns)).VerifyAsync(message, Signature(message));

    private sealed class DnsKeys(DnsServer dns) : DkimPublicKeyLocatorBase
    {
        private readonly LookupClient _lookup = new(dns.Address);

        public override AsymmetricKeyParameter LocatePublicKey(
            string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            LocatePublicKeyAsync(methods, domain, selector, cancellationToken).GetAwaiter().GetResult();

        public override async Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods, string domain, string selector, CancellationToken cancellationToken = default)
        {
            var answer = await _lookup.QueryAsync($"{selector}._domainkey.{domain}", QueryType.TXT, cancellationToken: cancellationToken);
            return GetPublicKey(string.Concat(answer.Answers.TxtRecords().Single().Text));
        }
    }
}
