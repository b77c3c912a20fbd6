using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Storefront.Platform.Erasure;
using Storefront.Platform.Persistence.Mappings;
using Storefront.Platform.RateLimiting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Deletion;

/// <summary>A customer at one merchant with a value in every column that erasure handles, and those values.</summary>
internal sealed class RichPerson(Shop shop)
{
    public const string Email = "Quixotic.Zebra.7431@peculiar-mailbox.example";
    public const string Firstname = "Zyxquentin";
    private const int ShortestTelling = 6;
    private const string Moved = "Moved.Zebra.9917@peculiar-mailbox.example";
    private const string Message = "Purple hippopotamus greetings 8842";
    private const string Device = "Peculiarphone/77.31 (Snark)";

    private static readonly object Home = new
    {
        firstname = Firstname,
        lastname = "Wobbleforth",
        street = "Flibbertigibbet Lane",
        number = "98765-Q",
        postcode = "1234 QX",
        city = "Snollygoster",
        country = "NL",
        phone = "+31698765432"
    };

    private static readonly PostalAddress OnInvoice = new()
    {
        Firstname = "Invoicequentin",
        Lastname = "Invoiceforth",
        Street = "Kept Lane of the Taxes",
        Number = "4711-K",
        Postcode = "9999 KX",
        City = "Ledgerdam",
        Phone = "+31611223344"
    };

    private static readonly ErasureClass[] Dealt = [ErasureClass.Erase, ErasureClass.Mask, ErasureClass.Unlink, ErasureClass.KeepUntil];

    /// <summary>Runs a whole customer life; returns the bearer token.</summary>
    public async Task<string> LiveAsync()
    {
        await shop.AddAsync(Order("KEPT-1", 2026), Order("KEPT-2", 2025), Order("OVER-3", 2014));
        await shop.NewWebhookAsync("http://127.0.0.1:9/hook");
        var invitation = JsonSerializer.Serialize(new { email = Email, firstname = Firstname, lastname = "Wobbleforth", message = Message });
        var invited = await shop.MerchantApi.PostWithAsync(Requests.Invite, Requests.Body(invitation), ("Idempotency-Key", "rich"));
        Assert.Equal(HttpStatusCode.Created, invited.Status);
        var pending = await shop.FindCustomerAsync(Email);
        await shop.Platform.MailsAsync();
        await DoneAsync(shop.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = pending!.Id }));
        var bearer = (await new ApiDoor(shop).AcceptAsync(await shop.NewestLinkAsync(Email), Shop.GoodPassword)).Session!;
        var api = shop.Api(bearer);
        await DoneAsync(api.PostAsync(
            "customer/profile/update",
            new
            {
                firstname = Firstname,
                lastname = "Wobbleforth",
                phone = "+31698765432",
                account_type = "business",
                company = "Unmistakable Ltd",
                tax_number = "NL998877665B01"
            }));
        await DoneAsync(shop.MerchantApi.PostAsync(
            "customers/update",
            new { customer_id = pending.Id, external_id = "Unmistakable-ERP-4711", metadata = new { secret = "Unmistakable note 0815" } }));
        await DoneAsync(api.PostAsync("customer/addresses/update", new { default_billing = Home, default_shipping = Home }));
        await DoneAsync(api.PostAsync("customer/preferences/cart-reminder", new { enabled = true }));
        await SignInWithDeviceAsync();
        await shop.ForgetPasswordAsync(Email);

        // Last, so that its mails are still queued and the failed attempt is still counted.
        await DoneAsync(api.PostAsync("customer/email/change", new { email = Moved, current_password = Shop.GoodPassword }));
        Assert.False((await new ApiDoor(shop).SignInAsync(Email, "wrong-horse-battery-staple")).IsSignedIn);
        await FillAsync(pending.Id);
        return bearer;
    }

    /// <summary>What is stored about the person: the column, its class, and each identifying value, as text or bytes.</summary>
    /// <remarks>It is driven by the declarations. A column that nothing fills fails here, so that the search cannot pass without
    /// searching.</remarks>
    public async Task<IReadOnlyList<Stored>> ReadAsync()
    {
        var id = (await shop.FindCustomerAsync(Email))!.Id;
        var tables = await shop.Platform.AsAsync(shop, db => Task.FromResult(PersonalTable.AllOf(db.Model)));
        var stored = new List<Stored>();
        foreach (var (table, @class) in tables.SelectMany(_ => Dealt, (table, @class) => (table, @class)))
        {
            foreach (var column in table.Columns(@class))
            {
                var (rows, name) = (column.DeclaringType.GetTableName()!, column.GetColumnName());
                var values = await shop.Platform.ReadAsync(
                    $"""SELECT "{name}" FROM "{rows}" WHERE "{table.Link.GetColumnName()}" = {id} AND "{name}" IS NOT NULL AND "{name}" <> '' """);
                Assert.True(values.Count > 0, $"Nothing fills {rows}.{name}: the search would look for nothing.");
                stored.AddRange(values.SelectMany(value => Telling(column, value)).Distinct().Select(value => new Stored(rows, name, @class, value)));
            }
        }

        stored.AddRange(((
            string[])[AttemptCounterStore.Key("password", Email.ToLowerInvariant()),
            AttemptCounterStore.Key("mail-recipient", Email.ToLowerInvariant())])
            .Select(key => new Stored("AttemptCounters", "Key", ErasureClass.Erase, key)));
        return stored;
    }

    private static IEnumerable<object> Telling(IReadOnlyProperty column, object value) => value switch
    {
        byte[] bytes => [bytes],
        // The column stores the plus of a phone number in another encoding.
        string address when column.ClrType == typeof(PostalAddress) => JsonDocument.Parse(address).RootElement.EnumerateObject()
            .Where(part => part.Value.ValueKind == JsonValueKind.String).Select(part => part.Value.GetString()!.TrimStart('+'))
            .Where(part => part.Length >= ShortestTelling),
        string text when column.ClrType == typeof(string) && text.Length >= ShortestTelling => [text],

        // Numbers and times; the random number of the audit trail is not a value of the person.
        _ => [],
    };

    private Order Order(string number, int year) => new()
    {
        MerchantId = shop.Id,
        OrderNumber = number,
        Currency = "EUR",
        TotalMinor = 1995,
        BuyerEmail = Email,
        BuyerAddress = Email.ToLowerInvariant(),
        InvoiceUrl = "https://invoices.example/Unmistakable-Invoice-5521",
        TrackingUrl = "https://parcels.example/Unmistakable-Parcel-5522",
        Billing = OnInvoice,
        Shipping = OnInvoice,
        PlacedAt = new(year, 1, 20, 12, 0, 0, TimeSpan.Zero),
    };

    private async Task SignInWithDeviceAsync()
    {
        var client = shop.Platform.Client(shop.Host);
        client.DefaultRequestHeaders.UserAgent.ParseAdd(Device);
        await DoneAsync(new ApiClient(client, shop.Id).PostPublicAsync("customer/auth/login", new { email = Email, password = Shop.GoodPassword }));
    }

    // Columns that only failures or a network fill.
    private Task<int> FillAsync(long id) => shop.Platform.AsAsync(shop, async db =>
    {
        var now = shop.Platform.Clock.Now;
        await db.Customers.Where(customer => customer.Id == id).ExecuteUpdateAsync(set => set.SetProperty(customer => customer.Language, "en"));
        await db.OneTimeTokens.Where(token => token.CustomerId == id && token.SupersededAt == null)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(token => token.OpenedAt, now).SetProperty(token => token.RevokedAt, now).SetProperty(token => token.DeclinedAt, now));
        await db.ConsentStatements.Where(statement => statement.CustomerId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(statement => statement.ClientAddress, "2001:db8:7431::/64"));
        await db.Invitations.Where(invitation => invitation.CustomerId == id)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(invitation => invitation.Firstname, "Invitequentin").SetProperty(invitation => invitation.Lastname, "Inviteforth")
            .SetProperty(invitation => invitation.FoldedName, "invitequentin inviteforth")
            .SetProperty(invitation => invitation.FoldedLastname, "inviteforth")
            .SetProperty(invitation => invitation.Metadata, new Metadata("""{"secret":"Unmistakable note 0816"}"""))
            .SetProperty(invitation => invitation.RemindedAt, now).SetProperty(invitation => invitation.OpenedAt, now)
            .SetProperty(invitation => invitation.NextTryAt, now).SetProperty(invitation => invitation.Reason, "deferred-for-Zebra-7431")
            .SetProperty(invitation => invitation.DeclinedAt, now).SetProperty(invitation => invitation.RevokedAt, now));
        var owner = await db.Customers.FirstAsync(customer => customer.Id == id);
        var passkey = CustomerPasskey.Of(owner, "passkeys-of-zebra.example", NewPasskey(now), "Phone-of-Zebra-7431", now);
        passkey.LastUsedAt = now;
        db.Add(passkey);
        db.Insert(new InvitationEvent
        {
            MerchantId = shop.Id,
            CustomerId = id,
            Kind = InvitationEventKind.Deferred,
            At = now,
            Code = 451,
            Reason = "put-off-for-Zebra-7431",
            NextTryAt = now
        });
        var batch = new InvitationBatch { MerchantId = shop.Id, Kind = InvitationBatchKind.Invitation, CreatedAt = now };
        db.Add(batch);
        await db.SaveChangesAsync();
        db.Insert(ImportRows.Of(shop, id, batch, "encrypted-for-Zebra-7431", "receivers-of-zebra.example"));
        await db.SaveChangesAsync();
        await db.WebhookDeliveries.Where(delivery => delivery.CustomerId == id).ExecuteUpdateAsync(set => set
            .SetProperty(delivery => delivery.FinishedAt, now).SetProperty(delivery => delivery.AttemptLog, "[\"answered-about-Zebra-7431\"]"));
        return await db.OutboxMails.Where(mail => mail.CustomerId == id && mail.State == OutboxState.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.LastProblem, "greylisted-for-Zebra-7431"));
    });

    private static UserPasskeyInfo NewPasskey(DateTimeOffset now) =>
        new("key-of-Zebra-7431"u8.ToArray(), "public-key-of-Zebra-7431"u8.ToArray(), now, 3, ["usb"], true, true, true, [], []);

    private static async Task DoneAsync(Task<ApiAnswer> sent)
    {
        var answer = await sent;
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.Text);
    }
}

/// <summary>A value of a person, and its column.</summary>
internal sealed record Stored(string Table, string Column, ErasureClass Class, object Value)
{
    public byte[] Bytes => Value as byte[] ?? Encoding.UTF8.GetBytes((string)Value);

    public override string ToString() => $"{Table}.{Column} ({Class}): {(Value is string text ? text : Convert.ToHexString(Bytes))}";
}
