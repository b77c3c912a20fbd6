using System.Text.Json;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity.Passkeys;

namespace Storefront.Features.Accounts.Passkeys;

internal static class PasskeyEndpoints
{
    public static void MapListPasskeys(this RouteGroupBuilder api) =>
        api.MapPost("/customer/passkeys/list", ListAsync)
            .ForCustomers()
            .WithName("ListPasskeys")
            .WithSummary("List the signed-in customer's passkeys")
            .Produces<Answer<PasskeysData>>();

    public static void MapPreparePasskey(this RouteGroupBuilder api) =>
        api.MapPost("/customer/passkeys/options", PrepareAsync)
            .ForCustomers()
            .Takes<PreparePasskeyRequest>()
            .WithName("PreparePasskey")
            .WithSummary("Get the options for a new passkey; ten minutes after signing in, with the password")
            .Produces<Answer<PasskeyOptionsData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);

    public static void MapAddPasskey(this RouteGroupBuilder api) =>
        api.MapPost("/customer/passkeys/add", AddAsync)
            .ForCustomers()
            .Takes<AddPasskeyRequest>()
            .Requires("name", "state", "credential")
            .WithName("AddPasskey")
            .WithSummary("Add the passkey that the browser has made for the options")
            .Produces<Answer<PasskeyData>>(StatusCodes.Status201Created)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);

    public static void MapRenamePasskey(this RouteGroupBuilder api) =>
        api.MapPost("/customer/passkeys/rename", RenameAsync)
            .ForCustomers()
            .Takes<RenamePasskeyRequest>()
            .Requires("id", "name")
            .WithName("RenamePasskey")
            .WithSummary("Give a passkey another name")
            .Produces<Answer<PasskeyData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);

    public static void MapRemovePasskey(this RouteGroupBuilder api) =>
        api.MapPost("/customer/passkeys/remove", RemoveAsync)
            .ForCustomers()
            .Takes<RemovePasskeyRequest>()
            .Requires("id")
            .WithName("RemovePasskey")
            .WithSummary("Remove a passkey; ten minutes after signing in, with the password")
            .Produces<Answer<string[]>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);

    private static async Task<IResult> ListAsync(Caller caller, ListPasskeys list, CancellationToken ct) =>
        (await list.RunAsync(caller, ct)).ToAnswer(passkeys => new Answer<PasskeysData>("Passkeys.", new(passkeys)));

    private static async Task<IResult> PrepareAsync(
        Caller caller, Body<PreparePasskeyRequest> body, PreparePasskey prepare, CancellationToken ct) =>
        (await prepare.RunAsync(caller, body.Value, ct)).ToAnswer(PasskeyOptionsData.Answer);

    private static async Task<IResult> AddAsync(Caller caller, Body<AddPasskeyRequest> body, AddPasskey add, CancellationToken ct) =>
        (await add.RunAsync(caller, body.Value, ct)).ToAnswer(
            passkey => new Answer<PasskeyData>("Passkey added.", new(passkey)), StatusCodes.Status201Created);

    private static async Task<IResult> RenameAsync(Caller caller, Body<RenamePasskeyRequest> body, RenamePasskey rename, CancellationToken ct) =>
        (await rename.RunAsync(caller, body.Value, ct)).ToAnswer(passkey => new Answer<PasskeyData>("Passkey renamed.", new(passkey)));

    private static async Task<IResult> RemoveAsync(Caller caller, Body<RemovePasskeyRequest> body, RemovePasskey remove, CancellationToken ct) =>
        (await remove.RunAsync(caller, body.Value, ct)).ToAnswer(_ => new Answer<string[]>("Passkey removed.", []));
}

/// <summary>The customer's passkeys, the oldest first.</summary>
public sealed record PasskeysData(IReadOnlyList<PasskeySummary> Passkeys);

/// <summary>One passkey.</summary>
public sealed record PasskeyData(PasskeySummary Passkey);

/// <summary>The options for the browser's passkey dialog, and the sealed challenge to send back.</summary>
/// <param name="Options">The options of WebAuthn in its JSON form, for <c>parseCreationOptionsFromJSON</c> or
/// <c>parseRequestOptionsFromJSON</c>.</param>
/// <param name="State">Works once, within ten minutes.</param>
public sealed record PasskeyOptionsData(JsonElement Options, string State)
{
    internal static Answer<PasskeyOptionsData> Answer(PasskeyOffer offer) => new("Options.", new(offer.Options, offer.State));
}
