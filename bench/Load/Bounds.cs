namespace Load;

/// <summary>The text below the tables: what limits each operation.</summary>
internal static class Bounds
{
    public const string Text = """

        ## What bounds each operation

        **Invite.** The processor and the one writing thread. Five sixths of both cores are busy, two fifths of that on this
        thread. It spends more than half of its time in SQLite, on six tables with fourteen indexes, and a sixth on writing the
        log. With 64 connections each answer waits for the 63 others before it. Plain Identity lets writers collide in SQLite's
        busy handler, which its p99 shows.

        **Accept, sign in, delete.** The password hash, on purpose: 220 000 iterations of PBKDF2-HMAC-SHA512, against 100 000 in
        plain Identity, whose limit is therefore 2.2 times as high. The rest is counting the attempt, the session, the audit
        entry and a hundred unlinked orders. An operation and its limit are measured alternately and compared pair by pair.

        **Own profile, account page.** Reading the request and writing the answer. Finding the session and its customer is a
        fifth; every request does it, so an ended session is refused at once. Plain Identity trusts its cookie for half an hour
        and looks up only the user. Two thirds of the account page are Blazor's rendering.

        **Sign-in page, accept page.** The page is a cached copy with gaps for the form's token and the visitor's address. Most
        of the time protects the token. The accept page also looks up its link every time.

        **First opening of a link.** Encrypting the link into a cookie; nothing is looked up.

        **Batch.** Accepting reads, judges and encrypts every row. One thread then writes five rows for each customer, in steps of
        twenty-five. In steps of a hundred, SQLite searches a long journal for every statement, and single invitations wait longer.

        **Sign-ins beside reads.** Hashing runs on threads of its own with lower priority. Where both want a core, requests get
        about three quarters.

        **Growth.** Every look-up uses an index that begins with the merchant or a hash. A larger database has deeper indexes
        and fewer of its pages in memory. The large shop has a hundred times as many guest orders; neither an acceptance nor a
        deletion scans them.

        ## What ordinary EF Core costs

        Everything EF Core offers works inside a transaction, so accepting, signing in and deleting load and track their rows.
        With hand-written statements their shares of the hashing limit were 0.96, 0.98 and 0.96 on 2026-11-28; the table above
        has today's. Invitations keep one fast path, `Insert`. With a tracked customer instead, they were 2 600 a second, three
        times plain Identity.
        """;
}
