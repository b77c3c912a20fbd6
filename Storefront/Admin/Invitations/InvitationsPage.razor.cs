using Microsoft.AspNetCore.Components;
using MudBlazor;
using Storefront.Features.Invitations;
using Storefront.Features.Invitations.Browse;
using Storefront.Platform.Api;
using Storefront.Platform.Results;
using Storefront.Platform.Texts;

namespace Storefront.Admin.Invitations;

/// <summary>The screen of invitations: the address is its state.</summary>
public sealed partial class InvitationsPage
{
    internal const string ScreenName = "invitations";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(250);

    private MudDataGrid<InvitationSummary>? _grid;
    private InvitationView _view = new();
    private Page<InvitationSummary>? _page;
    private IReadOnlyDictionary<string, int>? _counts;
    private Refusal? _refusal;
    private CancellationTokenSource? _typing;
    private string _told = "";

    [SupplyParameterFromQuery(Name = "tab")] private string? Tab { get; set; }
    [SupplyParameterFromQuery(Name = "q")] private string? Search { get; set; }
    [SupplyParameterFromQuery(Name = "sort")] private string? Sort { get; set; }
    [SupplyParameterFromQuery(Name = "order")] private string? Order { get; set; }
    [SupplyParameterFromQuery(Name = "page")] private int? PageNumber { get; set; }
    [SupplyParameterFromQuery(Name = "id")] private long? Open { get; set; }

    private bool MayInvite => Shop.Can(Ability.InviteCustomers);

    private int Pages => _page is null ? 0 : (_page.Total + _page.Size - 1) / _page.Size;

    private Sentence Empty => _view.Tab switch
    {
        "pending" => "Nobody is waiting for their invitation.",
        "bounced" => "No mail has bounced.",
        "expired" => "No invitation has expired.",
        "accepted" => "Nobody has accepted yet.",
        _ => "Nobody has been invited yet.",
    };

    protected override async Task OnParametersSetAsync()
    {
        var asked = InvitationView.Of(Tab, Search, Sort, Order, PageNumber, Open);
        var hasOtherRows = !asked.HasRowsOf(_view);
        _view = asked;
        if (_grid is not null && hasOtherRows)
        {
            await _grid.ReloadServerData();
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _ = WatchAsync();
        }
    }

    protected override void Dispose(bool disposing)
    {
        _typing?.Dispose();
        base.Dispose(disposing);
    }

    private async Task<GridData<InvitationSummary>> LoadAsync(GridState<InvitationSummary> state, CancellationToken ct)
    {
        var sort = state.SortDefinitions.FirstOrDefault();
        var asked = sort is null ? _view with { Sort = "" }
            : _view with { Sort = InvitationColumns.KeyOf(sort.SortBy), IsAscending = !sort.Descending };
        if (!asked.HasRowsOf(_view))
        {
            Go(asked with { Page = 1 });
        }

        var listed = await ListAsync();
        (_page, _refusal) = (listed.IsRefused ? null : listed.Value, listed.Refusal);
        _told = _page is null ? "" : L["{0} found.", _page.Total].Value;
        await CountAsync();
        StateHasChanged();
        return new() { Items = _page?.Rows ?? [], TotalItems = _page?.Total ?? 0 };
    }

    private Task<Result<Page<InvitationSummary>>> ListAsync() =>
        RunAsync<ListInvitations, Page<InvitationSummary>>((list, caller) => list.RunAsync(caller, _view.ToRequest(), Closed));

    private async Task CountAsync()
    {
        var counted = await RunAsync<CountInvitations, InvitationCounts>((count, caller) => count.RunAsync(caller, Closed));
        _counts = counted.IsRefused ? null : InvitationView.CountsOf(counted.Value);
    }

    // The rows are drawn anew only when one of them is another: nothing jumps under the pointer.
    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(LookEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(Closed))
            {
                await InvokeAsync(RefreshAsync);
            }
        }
        catch (OperationCanceledException)
        {
            // The screen was left.
        }
    }

    private async Task RefreshAsync()
    {
        var listed = await ListAsync();
        var isSame = !listed.IsRefused && _page is not null && listed.Value.Total == _page.Total && listed.Value.Rows.SequenceEqual(_page.Rows);
        if (_grid is not null && !isSame)
        {
            await _grid.ReloadServerData();
        }
    }

    private Task ReloadAsync() => _grid?.ReloadServerData() ?? Task.CompletedTask;

    private async Task SearchAsync(ChangeEventArgs typed)
    {
        _typing?.Cancel();
        _typing?.Dispose();
        var typing = _typing = new CancellationTokenSource();
        await Task.Delay(TypingPause, CancellationToken.None);
        if (!typing.IsCancellationRequested && !Closed.IsCancellationRequested)
        {
            Go(_view with { Search = $"{typed.Value}", Page = 1 }, isReload: true);
        }
    }

    private void TurnAsync(int page) => Go(_view with { Page = page }, isReload: true);

    // Every change of the view is an address; what the grid asked for itself is loaded already.
    private void Go(InvitationView view, bool isReload = false)
    {
        if (!isReload)
        {
            _view = view;
        }

        Navigation.NavigateTo(view.At(ShopId), replace: true);
    }

    private void Show(InvitationSummary invitation) => Navigation.NavigateTo((_view with { Open = invitation.Id }).At(ShopId));

    private void HideAsync() => Navigation.NavigateTo((_view with { Open = null }).At(ShopId));

    private async Task InviteAsync()
    {
        var parameters = new DialogParameters<InviteDialog> { { dialog => dialog.ShopId, ShopId }, { dialog => dialog.Opened, Shop } };
        var dialog = await Dialogs.ShowAsync<InviteDialog>(L["Invite somebody"], parameters, new() { MaxWidth = MaxWidth.Medium, FullWidth = true });
        if (await dialog.Result is { Canceled: false })
        {
            await RefreshAsync();
        }
    }

    private SortDirection DirectionOf(string key) =>
        _view.Sort != key ? SortDirection.None : _view.IsAscending ? SortDirection.Ascending : SortDirection.Descending;

    private string ClassOf(InvitationSummary row, int index) => row.Id == _view.Open ? "admin-row admin-row-open" : "admin-row";

    private string? Moment(DateTimeOffset? moment) => moment is null ? null : ShopTime.Moment(moment.Value, Shop.Merchant);

    private static string NameOf(InvitationSummary row) => $"{row.Firstname} {row.Lastname}".Trim();
}
