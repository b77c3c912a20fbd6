namespace Storefront.Features.Accounts.Deletion;

/// <summary>The text for a line of a preview or receipt; the same before and after, and null for zero rows.</summary>
/// <remarks>Lines are shown in the reverse order of execution: the profile is deleted last, but people look for it first.</remarks>
public static class DeletionText
{
    public static IEnumerable<Sentence> Erased(IReadOnlyList<ErasureLine> lines) =>
        lines.Where(line => line is { Fate: RowFate.Erased, Count: > 0 }).Reverse().Select(Of);

    public static IEnumerable<Sentence> Kept(IReadOnlyList<ErasureLine> lines) =>
        lines.Where(line => line is { Fate: not RowFate.Erased, Count: > 0 }).Select(Of)
            .DefaultIfEmpty(new Sentence("Nothing. You have no orders here."));

    public static Sentence Of(ErasureLine line) => (line.Kind, line.Fate, line.Count) switch
    {
        ("profiles", _, _) => "Your name, your addresses, your password and your preferences",
        ("sessions", _, 1) => "One sign-in",
        ("sessions", _, var sessions) => new Sentence("{0} sign-ins, on every device", sessions),
        ("passkeys", _, 1) => "One passkey",
        ("passkeys", _, var passkeys) => new Sentence("{0} passkeys", passkeys),
        ("devices", _, 1) => "One device that we would know again",
        ("devices", _, var devices) => new Sentence("{0} devices that we would know again", devices),
        ("invitations", _, 1) => "One invitation",
        ("invitations", _, var invitations) => new Sentence("{0} invitations", invitations),
        ("import_rows", _, 1) => "One row of a list that the shop has uploaded",
        ("import_rows", _, var rows) => new Sentence("{0} rows of lists that the shop has uploaded", rows),
        ("invitation_events", _, 1) => "One note of what became of your invitation",
        ("invitation_events", _, var events) => new Sentence("{0} notes of what became of your invitation", events),
        ("links", _, 1) => "One link that was mailed to you",
        ("links", _, var links) => new Sentence("{0} links that were mailed to you", links),
        ("email_changes", _, _) => "A new e-mail address that waits for its code",
        ("consents", _, 1) => "One note of what you agreed to",
        ("consents", _, var consents) => new Sentence("{0} notes of what you agreed to", consents),
        ("answers", _, 1) => "One answer to the shop's program, kept for a day",
        ("answers", _, var answers) => new Sentence("{0} answers to the shop's program, kept for a day", answers),
        ("mails", _, 1) => "One mail to you, sent or waiting",
        ("mails", _, var mails) => new Sentence("{0} mails to you, sent or waiting", mails),
        ("webhook_deliveries", _, 1) => "One message about you to the shop's own program",
        ("webhook_deliveries", _, var messages) => new Sentence("{0} messages about you to the shop's own programs", messages),
        ("orders", RowFate.Kept, 1) =>
            new Sentence("One order, for the tax authority, until the end of {0}. The link to you is removed for good.", line.UntilEndOf!.Value),
        ("orders", RowFate.Kept, var orders) => new Sentence(
            "{0} orders, for the tax authority, until the end of {1}. The link to you is removed for good.", orders, line.UntilEndOf!.Value),
        ("orders", _, 1) => "The amounts of one older order, without anything about you.",
        ("orders", _, var orders) => new Sentence("The amounts of {0} older orders, without anything about you.", orders),
        _ => throw new InvalidOperationException($"no words for {line.Kind}"),
    };
}
