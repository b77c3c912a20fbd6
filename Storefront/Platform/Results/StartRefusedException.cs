namespace Storefront.Platform.Results;

/// <summary>The program must not start like this; the message tells the operator why and what to do.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
