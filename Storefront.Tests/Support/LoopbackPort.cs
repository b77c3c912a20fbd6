using System.Net;
using System.Net.Sockets;

namespace Storefront.Tests.Support;

/// <summary>A free port of the local machine.</summary>
internal static class LoopbackPort
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
