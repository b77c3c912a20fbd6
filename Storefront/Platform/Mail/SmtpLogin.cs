using System.Text;

namespace Storefront.Platform.Mail;

/// <summary>Logs in the way the server offers, with PLAIN if it can, else with LOGIN.</summary>
/// <remarks>RFC 4954 and 4616. A refusal shows only the code: a confused server repeats what it was told, and that was a password.</remarks>
internal static class SmtpLogin
{
    public static async Task RunAsync(SmtpConnection server, SmtpAbilities abilities, string userName, string password, CancellationToken ct)
    {
        if (abilities.HasLogin("PLAIN"))
        {
            Checked(await server.AskAsync("AUTH PLAIN " + Base64($"\0{userName}\0{password}"), ct), reply => reply.IsDone);
        }
        else if (abilities.HasLogin("LOGIN"))
        {
            Checked(await server.AskAsync("AUTH LOGIN", ct), reply => reply.AsksForMore);
            Checked(await server.AskAsync(Base64(userName), ct), reply => reply.AsksForMore);
            Checked(await server.AskAsync(Base64(password), ct), reply => reply.IsDone);
        }
        else
        {
            throw MailRefusedException.OurTrouble(504, "The mail server offers neither AUTH PLAIN nor AUTH LOGIN, and Mail:Smtp has a user name.");
        }
    }

    private static void Checked(SmtpReply reply, Func<SmtpReply, bool> expected)
    {
        if (reply.IsRefusal)
        {
            throw MailRefusedException.OurTrouble(reply.Code, "The mail server refused our login (Mail:Smtp:UserName and Password).");
        }

        reply.OrThrow("AUTH", expected);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
