using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Storefront.Platform.Results;

namespace Storefront.Platform.Hosting;

/// <summary>Formats, in one line, a problem that an operator can fix; any other problem is a fault of the program and stays an
/// exception.</summary>
internal static class OperatorErrorFormatter
{
    /// <summary>The line, or null when the operator cannot fix the problem.</summary>
    public static string? InWords(Exception problem) => problem switch
    {
        StartRefusedException or OptionsValidationException => problem.Message,
        DbException => $"The database does not answer: {OneLine(problem)}",
        IOException { InnerException: AddressInUseException } => $"{OneLine(problem)} {ListenAddress.WayOut}",
        SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressNotAvailable } =>
            $"The address to listen on cannot be had: {OneLine(problem)}. {ListenAddress.WayOut}",
        not DbUpdateException and { InnerException: DbException inner } => InWords(inner),
        _ => null,
    };

    private static string OneLine(Exception problem) => problem.Message.ReplaceLineEndings(" ");
}
