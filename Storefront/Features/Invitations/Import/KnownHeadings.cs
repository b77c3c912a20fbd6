namespace Storefront.Features.Invitations.Import;

/// <summary>The headings of the customer exports we know, folded: which system writes them, and which field they hold.</summary>
internal static class KnownHeadings
{
    public const string Email = "email";
    public const string Firstname = "firstname";
    public const string Lastname = "lastname";

    /// <summary>What stands before the last name, as in "van den Berg".</summary>
    public const string Preposition = "preposition";

    /// <summary>The whole name, where an export does not divide it.</summary>
    public const string Name = "name";
    public const string Locale = "locale";
    public const string ExternalId = "external_id";
    public const string ForeignHash = "password_hash";
    public const string ForeignHashFormat = "password_hash_format";

    /// <summary>Begins the name of a field that becomes a note on the customer.</summary>
    public const string Note = "metadata.";

    /// <summary>The fields with the headings that hold them, the best first.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> ByField = new Dictionary<string, string[]>
    {
        [Email] =
        [
            "email", "emailaddress", "useremail", "customeremail", "emailadres", "emailadresse", "adresseemail", "mailadresse", "courriel", "mail",
            "billingemail",
        ],
        [Firstname] = ["firstname", "vorname", "voornaam", "prenom", "givenname", "billingfirstname"],
        [Preposition] = ["lastnamepreposition", "tussenvoegsel", "tussenvoegsels"],
        [Lastname] = ["lastname", "nachname", "achternaam", "surname", "familyname", "nom", "nomdefamille", "billinglastname"],
        [Name] = ["name", "fullname", "customername", "naam", "nomcomplet"],
        [Locale] = ["locale", "language", "sprache", "taal", "langue"],
        [ExternalId] = ["externalid", "customerid", "customernumber", "kundennummer", "klantnummer", "internalid", "id"],
        [ForeignHash] = ["passwordhash", "userpass"],
        [ForeignHashFormat] = ["passwordhashformat", "encoder"],
    };

    /// <summary>Headings of a consent, which becomes a note: only the person can give us one.</summary>
    public static readonly string[] Consents =
    [
        "acceptsemailmarketing", "acceptssmsmarketing", "acceptsmarketing", "newsletter", "news", "opt", "optin", "partneroffers",
        "offresdespartenaires", "receivereviewabandonedcartemails", "isnewslettersubscribed",
    ];

    // The headings that only one system writes together; the first system with all of them wins.
    private static readonly (ImportSource Source, string[] Headings)[] _marks =
    [
        (ImportSource.Lightspeed, ["lastnamepreposition"]),
        (ImportSource.Bigcommerce, ["receivereviewabandonedcartemails"]),
        (ImportSource.Bigcommerce, ["storecredit", "customergroup", "datejoined"]),
        (ImportSource.Shopify, ["firstname", "lastname", "email", "acceptsemailmarketing"]),
        (ImportSource.Shopify, ["firstname", "lastname", "email", "acceptsmarketing"]),
        (ImportSource.Shopware, ["customernumber", "salutation", "email"]),
        (ImportSource.Shopware, ["customernumber", "email", "encoder"]),
        (ImportSource.Magento, ["email", "website", "store", "groupid"]),
        (ImportSource.Magento, ["email", "website", "store", "createdin"]),
        (ImportSource.Magento, ["email", "customersince", "accountcreatedin"]),
        (ImportSource.Prestashop, ["emailaddress", "partneroffers"]),
        (ImportSource.Prestashop, ["emailaddress", "news", "opt"]),
        (ImportSource.Prestashop, ["adresseemail", "offresdespartenaires"]),
        (ImportSource.Woocommerce, ["useremail", "userlogin"]),
        (ImportSource.Woocommerce, ["billingemail", "billingfirstname"]),
        (ImportSource.Woocommerce, ["username", "email", "aov"]),
    ];

    public static ImportSource SourceOf(IReadOnlyCollection<string> folded) =>
        Array.Find(_marks, mark => mark.Headings.All(folded.Contains)).Source;
}
