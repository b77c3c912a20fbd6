namespace Load;

/// <summary>Storefront's rows, multiplied: signed-in customers, invited ones, those to be deleted, and bystanders.</summary>
internal sealed class Rows(Seed seed, string shownToken)
{
    private const int Browser = 1;
    private const int Bearer = 2;
    private const int ActiveIds = 10_000_000;
    private const int PendingIds = 20_000_000;
    private const int LeaverIds = 30_000_000;
    private const int OrderIds = 40_000_000;
    private const int GuestOrderIds = 60_000_000;
    private const int BystanderIds = 100_000_000;
    private const string Pending = "t.Email = 'original-pending@example.com'";
    private const string Active = "t.Email = 'original-active@example.com'";

    public void Fill(Filling filling)
    {
        seed.Run(
            $"UPDATE OneTimeTokens SET Hash = sha256('{shownToken}'), Address = 'shown@example.com' WHERE Address = 'original-pending@example.com'");
        seed.Run(
            "UPDATE Customers SET Email = 'shown@example.com', NormalizedEmail = 'shown@example.com' WHERE Email = 'original-pending@example.com'");
        Customers(filling.Active, ActiveIds, "active", Active);
        Sessions(filling.Active, ActiveIds, "active-bearer", Bearer);
        Sessions(filling.Active, ActiveIds, "active-browser", Browser);
        if (filling.Pending > 0)
        {
            Customers(filling.Pending, PendingIds, "pending", "t.Email = 'shown@example.com'");
            Links(filling.Pending, PendingIds, "'pending' || n.i || '@example.com'", "1", "substr(lower(hex(sha256('token' || n.i))), 1, 43)");
        }

        if (filling.Leavers > 0)
        {
            Customers(filling.Leavers, LeaverIds, "leaver", Active);
            Sessions(filling.Leavers, LeaverIds, "leaver-bearer", Bearer);
            Orders(filling.Leavers, filling.OrdersOfLeaver);
        }

        if (filling.GuestOrders > 0)
        {
            GuestOrders(filling.GuestOrders);
        }

        if (filling.Listed > 0)
        {
            Listed(filling.Listed);
        }

        if (filling.Bystanders > 0)
        {
            Bystanders(filling.Bystanders, filling.Merchants);
        }
    }

    private void Customers(int count, int ids, string name, string where, string merchant = "1", string? address = null) =>
        seed.Copy("Customers", where, count,
        ("Id", $"{ids} + n.i"), ("MerchantId", merchant), ("SubjectId", "new_id()"), ("ConcurrencyStamp", "new_id()"),
        ("Email", address ?? $"'{name}' || n.i || '@example.com'"), ("NormalizedEmail", address ?? $"'{name}' || n.i || '@example.com'"));

    private void Sessions(int count, int ids, string secret, int kind, string merchant = "1") =>
        seed.Copy("Sessions", "t.Id = (SELECT min(Id) FROM Sessions)", count,
        ("MerchantId", merchant), ("CustomerId", $"{ids} + n.i"), ("Kind", $"{kind}"), ("Hash", $"sha256('{secret}-' || n.i)"));

    private void Links(int count, int ids, string address, string merchant, string secret)
    {
        seed.Copy("OneTimeTokens", "t.Address = 'shown@example.com'", count,
            ("Id", $"{ids} + n.i"), ("MerchantId", merchant), ("CustomerId", $"{ids} + n.i"), ("Address", address), ("Hash", $"sha256({secret})"));
        seed.Copy("Invitations", "t.Id = (SELECT min(Id) FROM Invitations)", count,
            ("Id", $"{ids} + n.i"), ("MerchantId", merchant), ("CustomerId", $"{ids} + n.i"));
    }

    private void Orders(int leavers, int each)
    {
        seed.Copy("Orders", "t.OrderNumber = 'AUR-1001'", leavers * each,
            ("Id", $"{OrderIds} + n.i"), ("CustomerId", $"{LeaverIds} + n.i / {each}"), ("OrderNumber", "'B-' || n.i"),
            ("BuyerEmail", $"'leaver' || (n.i / {each}) || '@example.com'"), ("BuyerAddress", $"'leaver' || (n.i / {each}) || '@example.com'"));
        seed.Copy(
            "OrderLines", "t.OrderId = (SELECT Id FROM Orders WHERE OrderNumber = 'AUR-1001')", leavers * each, ("OrderId", $"{OrderIds} + n.i"));
    }

    // Guest orders: linked to nobody, and in nobody's way.
    private void GuestOrders(int count) => seed.Copy("Orders", "t.OrderNumber = 'AUR-1001'", count,
        ("Id", $"{GuestOrderIds} + n.i"), ("CustomerId", "NULL"), ("OrderNumber", "'G-' || n.i"),
        ("BuyerEmail", "'guest' || n.i || '@example.com'"), ("BuyerAddress", "'guest' || n.i || '@example.com'"));

    // Customers of one merchant, with names of all letters; of ten invitations six were accepted and one is in each other state.
    private void Listed(int count)
    {
        const string address = "'by' || (n.i * 7919 % 10000000) || '-' || n.i || '@example.com'";
        const string first = "listed_first(n.i)";
        const string last = "listed_last(n.i)";
        seed.Copy(
            "Customers", Active, count, ("Id", $"{BystanderIds} + n.i"), ("MerchantId", "1"), ("SubjectId", "new_id()"),
            ("ConcurrencyStamp", "new_id()"), ("Email", address), ("NormalizedEmail", address), ("Firstname", first), ("Lastname", last),
            ("FoldedName", $"{first} || ' ' || {last}"), ("FoldedLastname", last), ("PasswordHash", "CASE WHEN n.i % 10 < 6 THEN t.PasswordHash END"),
            ("EmailVerifiedAt", "CASE WHEN n.i % 10 < 6 THEN t.EmailVerifiedAt END"),
            ("TotalOrders", "CASE WHEN n.i % 10 < 6 THEN n.i % 7 ELSE 0 END"),
            ("SpentThousandths", "CASE WHEN n.i % 10 < 6 THEN n.i * 7919 % 1000000 ELSE 0 END"),
            ("LastOrderAt", "CASE WHEN n.i % 10 < 6 THEN t.CreatedAt + n.i * 31 % 100000000 ELSE 0 END"));

        // The last tenth is invited so lately that it has not expired.
        const string moment = "t.CreatedAt + n.i";
        seed.Copy(
            "Invitations", "t.Id = (SELECT min(Id) FROM Invitations)", count, ("Id", $"{BystanderIds} + n.i"), ("MerchantId", "1"),
            ("CustomerId", $"{BystanderIds} + n.i"), ("CreatedAt", moment), ("Delivery", "CASE n.i % 50 WHEN 7 THEN 'Bounced' ELSE 'Sent' END"),
            ("ExpiresAt", $"t.ExpiresAt + n.i * 13 % 1000000 - CASE WHEN n.i > {count / 10 * 9} THEN 0 ELSE 1000000000 END"),
            ("AcceptedAt", $"CASE WHEN n.i % 10 < 6 THEN {moment} + n.i * 31 % 100000000 END"),
            ("DeclinedAt", $"CASE WHEN n.i % 10 = 6 THEN {moment} END"), ("RevokedAt", $"CASE WHEN n.i % 10 = 7 THEN {moment} END"));
        seed.Copy("Orders", "t.OrderNumber = 'AUR-1001'", count,
            ("Id", $"{GuestOrderIds} + n.i"), ("CustomerId", $"{BystanderIds} + n.i / 3 * 3"), ("OrderNumber", "'L-' || (n.i * 7919 % 10000000)"),
            ("PlacedAt", "t.PlacedAt + n.i * 31 % 100000000"), ("BuyerEmail", address), ("BuyerAddress", address));
    }

    // Bystanders on the platform: as many at every merchant, each invited, accepted and signed in once.
    private void Bystanders(int count, int merchants)
    {
        const int firstMerchant = 1000;
        if (merchants > 2)
        {
            seed.Copy("Merchants", "t.Id = 1", merchants - 2, ("Id", $"{firstMerchant} + n.i"), ("Name", "'Shop ' || n.i"));
            seed.Copy(
                "MerchantHosts", "t.MerchantId = 1", merchants - 2, ("Host", "'shop' || n.i || '.localhost'"),
                ("MerchantId", $"{firstMerchant} + n.i"));
        }

        var merchant = merchants > 2 ? $"{firstMerchant} + n.i / {(count / (merchants - 2)) + 1}" : "1";
        const string address = "'by' || (10000000 + n.i) || '@example.com'";
        Customers(count, BystanderIds, "by", Active, merchant, address);
        Links(count, BystanderIds, address, merchant, "'bystander' || n.i");
        seed.Run($"UPDATE OneTimeTokens SET UsedAt = CreatedAt WHERE Id >= {BystanderIds}");
        Sessions(count, BystanderIds, "bystander", Browser, merchant);
    }
}
