using System.Diagnostics;

namespace Storefront.Platform.Telemetry;

/// <summary>Starts the program's own spans: an operation's transaction, the writer queue, a commit, and the life of a mail.</summary>
/// <remarks>Nobody listens unless the operator configured an exporter; then every method returns null at once. No span holds a personal
/// value: names are those of classes and kinds, tags are numbers and codes.</remarks>
public static class Activities
{
    public const string SourceName = "Storefront";
    public const string MerchantTag = "storefront.merchant.id";
    public const string OperationTag = "storefront.operation";
    public const string RefusalTag = "storefront.refusal";
    public const string WritesTag = "storefront.commit.writes";
    public const string MailTag = "storefront.mail.id";
    public const string MailKindTag = "storefront.mail.kind";

    internal static ActivitySource Source { get; } = new(SourceName);

    /// <summary>Starts the span of an operation's transaction, named by the class that the work stands in.</summary>
    public static Activity? StartOperation(Delegate work) => Source.HasListeners() ? Source.StartActivity(NameOf(work)) : null;

    /// <summary>Names the endpoint and the merchant on the request's span.</summary>
    public static void DescribeRequest(string? operation, long? merchantId)
    {
        if (Source.HasListeners())
        {
            Activity.Current?.SetTag(OperationTag, operation).SetTag(MerchantTag, merchantId);
        }
    }

    /// <summary>Starts the span of one attempt to send a mail, in the trace that wrote it.</summary>
    public static Activity? StartMail(string name, OutboxMail mail)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var activity = Source.StartActivity(name, ActivityKind.Consumer, MailTrace.ContextOf(mail.MessageId));
        return activity?.SetTag(MailTag, mail.Id).SetTag(MailKindTag, mail.Kind).SetTag(MerchantTag, mail.MerchantId);
    }

    // A lambda stands in a class that the compiler made inside ours.
    private static string NameOf(Delegate work)
    {
        var type = work.Method.DeclaringType;
        while (type is { DeclaringType: { } outer } && type.Name.StartsWith('<'))
        {
            type = outer;
        }

        return type?.Name ?? "transaction";
    }
}
