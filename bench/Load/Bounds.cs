namespace Load;

/// <summary>What bounds each operation, in words; stands below the tables.</summary>
internal static class Bounds
{
    public const string Text = """

        ## What bounds each operation

        **Invite.** The processor, and the one thread that writes for everybody, all who wait in one commit: five sixths of both cores are busy, two fifths of
        that on this thread. More than half of its time goes into SQLite's work on six tables with fourteen indexes, a sixth into writing the log. With 64
        connections the time of an answer is that of sixty-three others before it. Plain Identity lets writers collide in SQLite's busy handler, which is
        what its p99 shows.

        **Accept, sign in, delete.** The password's hash, on purpose: 220 000 rounds of PBKDF2-HMAC-SHA512 here, 100 000 there, so plain Identity's limit is
        2.2 times as high. What is left to the limit is everything around the hash: counting the try, the session, the audit entry, a hundred orders
        unlinked. An operation and its limit are measured by turns and compared pair by pair.

        **Own profile, account page.** Reading the request and answering it; finding the session and its customer in the database, which happens on every
        request so that a session that was ended is dead at once, is a fifth of it. Plain Identity believes its cookie for half an hour and looks the user up
        alone. Two thirds of the account page are Blazor's rendering of its components.

        **Sign-in page, accept page.** A copy of the page with places for what differs (the form's token, the visitor's address); protecting the token is most
        of what is left. The accept page looks its link up on every opening.

        **First opening of a link.** Protecting the link into a cookie; nothing is looked up.

        **Bulk.** One thread that writes six rows for each customer. Steps of twenty-five: with a hundred together, SQLite walks a long journal for every statement.

        **The storm.** Hashing runs on threads of its own that give way: where both want a core, requests get about three parts of four.

        **Growth.** Every look-up goes by an index that begins with the merchant or with a hash; a larger database has deeper indexes and fewer of its
        pages in memory. The large shop also has a hundred times as many orders of guests, which neither an acceptance nor a deletion looks through.

        ## What simplicity costs

        Everything EF Core offers works inside a transaction, so accepting, signing in and deleting load and change tracked rows. With statements by hand
        their shares of the hashing limit were 0.96, 0.98 and 0.96 on 2026-11-28; the table above has today's. Invitations keep one fast path, `Insert`: with a
        tracked customer instead they were 2 600 a second, three times plain Identity.
        """;
}
