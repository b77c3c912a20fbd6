namespace Load;

/// <summary>What bounds each operation, in words; stands below the tables.</summary>
internal static class Bounds
{
    public const string Text = """

        ## What bounds each operation

        **Invite.** Six statements and one commit of a single SQLite writer. Plain Identity lets writers collide in SQLite's busy handler, which is what
        its p99 shows.

        **Accept, sign in, delete.** The password's hash, on purpose: 220 000 rounds of PBKDF2-HMAC-SHA512 here, 100 000 there, so plain Identity's limit is
        2.2 times as high. Everything around the hash is worth a few milliseconds of the same core.

        **Own profile, account page.** Finding the session and its customer in the database, which happens on every request so that a session that was
        ended is dead at once. Plain Identity believes its cookie for half an hour and looks the user up alone.

        **Sign-in page, accept page.** Rendering Blazor components and protecting the form's token.

        **First opening of a link.** Protecting the link into a cookie; nothing is looked up.

        **The storm.** Sign-ins wait for their turn at hashing, as many at once as there are cores; reads share what the scheduler leaves them.

        **Growth.** Every look-up goes by an index that begins with the merchant or with a hash.
        """;
}
