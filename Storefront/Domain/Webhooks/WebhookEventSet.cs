namespace Storefront.Domain.Webhooks;

/// <summary>The events that a webhook receives, stored as comma-separated names; <c>*</c> stands for all of them, later ones too.</summary>
public sealed record WebhookEventSet(string Names)
{
    private const string Everything = "*";

    public IReadOnlyList<string> Spelled => Names.Split(',');

    public bool Contains(string type) =>
        Names == Everything || Names.Split(',').Contains(type, StringComparer.Ordinal);

    /// <summary>Validates the names; an unknown one is an error, so that a typing error never makes a webhook that stays silent.</summary>
    public static Sentence? Check(IReadOnlyList<string>? names, out WebhookEventSet events)
    {
        events = new(Everything);
        if (names is null or [])
        {
            return "Name at least one event, or * for all.";
        }

        if (names.FirstOrDefault(name => name != Everything && !WebhookEventTypes.All.Contains(name, StringComparer.Ordinal)) is not null)
        {
            return new("Choose one of: {0}.", string.Join(", ", WebhookEventTypes.All.Prepend(Everything)));
        }

        events = names.Contains(Everything, StringComparer.Ordinal) ? events : new(string.Join(',', names.Distinct(StringComparer.Ordinal)));
        return null;
    }
}
