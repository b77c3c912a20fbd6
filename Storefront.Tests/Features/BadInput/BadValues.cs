namespace Storefront.Tests.Features.BadInput;

/// <summary>Invalid values for each kind of field, as JSON; an empty string means that the field is missing.</summary>
internal static class BadValues
{
    private static readonly string[] NoText = [
        "17", "1.5", "true", "[]", "{}", "[\"a@b.example\"]", "{\"$gt\":\"\"}", "\"\\u0000\"", "\"\\ud800\"", "\"a\\u0000b\""
    ];
    private static readonly string[] Nothing = ["", "null", "\"\"", "\"   \"", "\"\\t\\r\\n\""];
    private static readonly string[] Hidden =
    [
        "\"Ja\\u0001ne\"", "\"Jane\\r\\nBcc: victim@example.com\"", "\"Jane\\nX\"", "\"Jane\\u2028X\"", "\"ena\\u202eJ\"", "\"Ja\\u200bne\"",
        "\"Ja\\ufeffne\"", "\"Ja\\u00adne\"", "\"Ja\\u3164ne\"",
    ];

    // In a value that is folded, unseen signs are dropped; what no keyboard types is still refused.
    private static readonly string[] Unfoldable = ["\"Ja\\u0001ne\"", "\"Jane\\r\\nBcc: victim@example.com\"", "\"Jane\\nX\"", "\"Jane\\u2028X\""];

    private static readonly string[] Markup = ["\"<b>Jane</b>\"", "\"<script>alert(1)</script>\"", "\"https://evil.example\"", "\"www.evil.example\"",
        "\"evil.example/free\""];
    private static readonly string[] Addresses =
    [
        "\"jane\"", "\"jane@\"", "\"@example.com\"", "\"jane@localhost\"", "\"jane@@example.com\"", "\"a@b.example,c@d.example\"",
        "\"a@b.example;c@d.example\"", "\"a@b.example c@d.example\"",
        "\"Jane <jane@example.com>\"", "\"<jane@example.com>\"", "\"jane@example.com\\r\\nBcc: victim@example.com\"",
        "\"jane@example.com%0d%0aBcc:x@y.example\"", "\"ja ne@example.com\"", "\"jane@exa mple.com\"",
        "\"\\\"jane\\\"@example.com\"", "\"jane@[127.0.0.1]\"", "\"jane@127.0.0.1\"", "\"jane\\u202e@example.com\"", "\"ja\\u200bne@example.com\"",
        "\"jane\\uff20example.com\"", "\"jane@ex\\uff41mple.com\"",
        "\"jane@example\\u3002com\"", "\"\\ud83d\\ude00@example.com\"", "\"jane@xn--a.example\"", "\"ja<b>ne</b>@example.com\"",
        "\"jane@example..com\"", "\".jane@example.com\"", "\"jane@-example.com\"", "\"\\u212aelvin@example.com\"",
    ];

    private static readonly string[] Unfit = ["\"short\"", "\"password1234\"", "\"aaaaaaaaaaaaaaaaaaaa\"", "\"aurora.localhost\""];
    private static readonly string[] NoNumber = ["\"1\"", "\"\"", "true", "[]", "[1]", "{}", "1.5", "99999999999999999999", "1e400", "\"\\u0000\""];

    public static IEnumerable<string> Of(string kind) => kind switch
    {
        "address" => [.. Nothing, .. NoText, .. Hidden, .. Addresses, Text(192), $"\"{new string('a', 180)}@example.com\""],
        "address to find" => [.. NoText, .. Hidden, .. Addresses, Text(192)],
        "name" => [.. NoText, .. Hidden, .. Markup, Text(192)],
        "required name" => [.. Nothing, .. Of("name")],
        "phone" => [.. NoText, .. Unfoldable, .. Markup, "\"call me\"", "\"12\"", "\"020 <b>1234567</b>\"", $"\"{new string('1', 192)}\""],
        "required phone" => [.. Nothing, .. Of("phone")],
        "line" => [.. NoText, .. Hidden, Text(192)],
        "required line" => [.. Nothing, .. Of("line")],
        "value" => [.. NoText, .. Unfoldable, Text(192)],
        "required value" => [.. Nothing, .. Of("value")],
        "country" => [.. Nothing, .. NoText, "\"US\"", "\"XX\"", "\"NLD\"", "\"Netherlands\"", "\"N L\"", Text(192)],
        "object" => ["17", "true", "\"NL\"", "[]", "[{}]"],
        "notes" => ["17", "\"x\"", "[]", "{\"a\":null}", "{\"\":\"x\"}", "{\"a\":\"x\\ny\"}", "{\" a\":\"x\"}"],
        "message" => [.. NoText, "\"ev\\u202eil\"", "\"a\\u0001b\"", "\"a\\u200bb\"", Text(501)],
        "list" => ["17", "\"x\"", "{}", "[]"],
        "required choice" => ["", "null", .. Of("choice")],
        "moment" => ["", "null", "17", "\"yesterday\"", "\"2999-01-01T00:00:00Z\"", "\"1969-12-31T00:00:00Z\"", "{}"],
        "amount" => ["", "null", .. Of("amount if at all")],
        "amount if at all" => ["12.45", "\"\"", "\"12,45\"", "\"1e2\"", "\"-1\"", "\"12.451\"", "\"NaN\"", "\"99999999999999999999\"", "{}"],
        "link" =>
            [.. NoText, "\"http://shop.example\"", "\"javascript:alert(1)\"", "\"//shop.example\"", "\"https://a:b@shop.example\"", "\"https://\"",
                Text(1001)],
        "receiver" => [.. Nothing, .. Of("receiver if at all")],
        "receiver if at all" =>
            [.. NoText, "\"javascript:alert(1)\"", "\"//shop.example\"", "\"https://\"",
                "\"ftp://shop.example\"", "\"https://127.1/\"", "\"https://2130706433/\"", "\"https://shop.example\\\\x\"", Text(1001)],
        "choice" => [.. NoText, "\"\"", "\"xx\"", "\"ID\"", "\"asc; DROP TABLE Orders\"", Text(192)],
        "moment if at all" => [.. NoText, "\"\"", "\"yesterday\"", "\"2026-13-01T00:00:00Z\"", "\"2026-02-30\"", "1767225600", Text(192)],
        "pace" => ["1.5", "true", "[]", "{}", "\"\"", "\"fast\"", "\"1e2\"", "0", "-1", "100001", "\"\\u0000\""],
        "number" => [.. NoNumber, "0", "-1", "101000000"],
        "hours" => [.. NoNumber, "-1", "721"],
        "id" => [.. NoNumber, "null", ""],
        "other id" => NoNumber,
        "batch" => [.. NoNumber, "0", "-1"],
        "flag" => ["1", "0", "\"true\"", "[]", "{}", "\"\""],
        "required flag" => ["", "null", .. Of("flag")],
        "password" => ["", "null", "\"\"", .. NoText, Text(192)],
        "password if at all" => [.. NoText, Text(192)],
        "new password" => [
            .. Of("password"), .. Unfit, "\"            \"", "\"patient@example.com\"", "\"correct-horse-battery-staple\\t\"",
            "\"correct-horse\\r\\nBcc: victim@example.com\""
        ],
        "repeated" => ["", "null", .. Of("repeated if at all")],
        "repeated if at all" => [
            "\"\"", .. NoText, "\"correct-horse-battery-stapler\"", "\" correct-horse-battery-staple\"", "\"Correct-horse-battery-staple\"", Text(192)
        ],
        "code" => [.. Nothing, .. NoText, "\"12345\"", "\"1234567\"", "\"12345a\"", "\"+12345\"", "\"-12345\"", "\"1e5000\"",
        "\"\\u0661\\u0662\\u0663\\u0664\\u0665\\u0666\"", "\"123456 654321\"", "\"123a456\"", Text(192)],
        "secret" => [.. Nothing, .. NoText],
        "shop" => ["", "null", "\"\"", "\"x\"", "0", "-1", "1.5", "true", "[]", "[1]", "{}", "999", "2", "\"2\"", "\" 1\"", "99999999999999999999"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static string Text(int length) => $"\"{new string('a', length)}\"";
}
