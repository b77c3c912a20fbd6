using Microsoft.AspNetCore.Components;
using MudBlazor;
using Storefront.Features.Invitations;
using Storefront.Platform.Results;

namespace Storefront.Admin.Invitations;

/// <summary>A dialog about one invitation.</summary>
public abstract class InvitationDialog : ShopScreen
{
    [Parameter, EditorRequired] public InvitationSummary Invitation { get; set; } = null!;

    [CascadingParameter] protected IMudDialogInstance Dialog { get; set; } = null!;

    /// <summary>Why the last attempt was refused.</summary>
    protected Refusal? Refusal { get; set; }

    protected bool IsBusy { get; set; }

    /// <summary>The problem of a field, in the API's name.</summary>
    protected Sentence? ProblemOf(string field) => Refusal?.Errors.ContainsKey(field) == true ? InvitationText.Of(Refusal with
    {
        Message = Refusal.Errors[field],
    }) : null;

    protected void Cancel() => Dialog.Cancel();
}
