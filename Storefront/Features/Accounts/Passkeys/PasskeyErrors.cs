using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Passkeys;

/// <summary>Refusals about passkeys.</summary>
public static class PasskeyErrors
{
    private const string Credential = "credential";

    public static readonly Refusal Unverified = new(
        RefusalKind.Conflict, "passkey.email_unverified", "Confirm your address first. Then you can add a passkey.");
    public static readonly Refusal NoHost = new(
        RefusalKind.Conflict, "passkey.no_host", "This shop has no address on the web yet, so it has no passkeys.");
    public static readonly Refusal TooMany = new(
        RefusalKind.Conflict, "passkey.too_many", new("You have {0} passkeys. Remove one to add another.", CustomerPasskey.MaxPerCustomer));
    public static readonly Refusal NamesNone = Refusal.Invalid("id", "passkey.required", "Name a passkey by its number.");
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "passkey.not_found", "This passkey was removed already.");
    public static readonly Refusal TooLate = Refusal.Invalid("state", "passkey.too_late", "This took too long, or was sent twice. Try again.");
    public static readonly Refusal Unfit = Refusal.Invalid(Credential, "passkey.unfit", "This passkey cannot be used here. Try another device.");
    public static readonly Refusal NoMatch = Refusal.Invalid(
        Credential, "sign_in.passkey_no_match", "This passkey does not open an account here. Sign in with your password.");

    private static readonly Sentence Missing = "Something is missing. Try again.";

    /// <summary>Adds the problems of the two fields that the browser fills in.</summary>
    public static void CheckAnswer(FieldProblems problems, string? state, string? credential)
    {
        problems.Add("state", string.IsNullOrWhiteSpace(state) ? Missing : null);
        problems.Add(Credential, string.IsNullOrWhiteSpace(credential) ? Missing : null);
    }

    /// <summary>The problem of a name, or null and the name as it is stored.</summary>
    public static Sentence? CheckName(string? name, out string stored)
    {
        var problem = TextRules.CheckOptionalLine(name, CustomerPasskey.MaxNameLength, out var line);
        stored = line ?? "";
        return problem ?? (line is null ? "Give the passkey a name." : null);
    }
}
