using System.Data.Common;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Storefront.Platform.Results;

namespace Storefront.Platform.Hosting;

/// <summary>Puts into one line for the operator what an operator can put right; anything else is a fault of the program and stays an exception.</summary>
internal static class OperatorErrorFormatter
{
    /// <summary>The sentence, or null when the problem is not the operator's to solve.</summary>
    public static string? InWords(Exception problem) => problem switch
    {
        StartRefusedException or OptionsValidationException => problem.Message,
        DbException => $"The database does not answer: {OneLine(problem)}",
        IOException { InnerException: AddressInUseException } => OneLine(problem),
        not DbUpdateException and { InnerException: DbException inner } => InWords(inner),
        _ => null,
    };

    private static string OneLine(Exception problem) => problem.Message.ReplaceLineEndings(" ");
}
