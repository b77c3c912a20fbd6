using System.Diagnostics;
using System.Globalization;
using System.Text;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Filters;

/// <summary>SpamAssassin without network tests (<c>-L</c>), which trusts no relay; one run judges many mails.</summary>
internal static class SpamAssassin
{
    private const string Result = "X-Spam-Rules: ";

    // Scores of all rules, without learning: what the tests have shown before must not count.
    private const string Preferences = """
        use_bayes 0
        report_safe 0
        fold_headers 0
        clear_trusted_networks
        trusted_networks 198.51.100.1
        clear_headers
        add_header all Rules _HEADER(Message-Id)_ _TESTSSCORES(,)_

        """;

    /// <summary>The rules that hit each mail, with their scores, by the mail's Message-ID.</summary>
    public static async Task<Dictionary<string, Dictionary<string, double>>> JudgeAsync(IEnumerable<string> mails)
    {
        var folder = Directory.CreateTempSubdirectory("spamassassin-");
        try
        {
            var (preferences, mailbox) = (Path.Combine(folder.FullName, "preferences"), Path.Combine(folder.FullName, "mails"));
            await File.WriteAllTextAsync(preferences, Preferences);
            await File.WriteAllTextAsync(mailbox, Mailbox(mails));
            var start = new ProcessStartInfo(
                RequiresProgramFactAttribute.PathOf("spamassassin")!, ["--local", "--mbox", "--prefspath", preferences, mailbox])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["HOME"] = folder.FullName;
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, await errors);
            return (await output).Split('\n').Where(line => line.StartsWith(Result, StringComparison.Ordinal))
                .Select(line => line[Result.Length..].Split(' ', 2)).ToDictionary(parts => parts[0], parts => Rules(parts[1]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Dictionary<string, double> Rules(string rules) =>
        rules.Trim().Split(',', StringSplitOptions.RemoveEmptyEntries).Select(rule => rule.Split('=')).Where(rule => rule.Length == 2)
            .ToDictionary(rule => rule[0], rule => double.Parse(rule[1], CultureInfo.InvariantCulture));

    private static string Mailbox(IEnumerable<string> mails)
    {
        var mailbox = new StringBuilder();
        foreach (var mail in mails)
        {
            var quoted = mail.ReplaceLineEndings("\n").Replace("\nFrom ", "\n>From ", StringComparison.Ordinal);
            mailbox.Append("From shop@example.com Thu Jan  1 00:00:00 2026\n").Append(quoted).Append("\n\n");
        }

        return mailbox.ToString();
    }
}
