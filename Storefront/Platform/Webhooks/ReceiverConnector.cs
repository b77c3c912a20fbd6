using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Storefront.Platform.Webhooks;

/// <summary>Finds the addresses of a host name.</summary>
public delegate Task<IPAddress[]> HostLookup(string host, CancellationToken ct);

/// <summary>Connects to a receiver: its name is resolved once, judged, and connected to as it was judged.</summary>
/// <remarks>A name with one private address is refused as a whole, since the next answer may hold that one alone. The machine's own addresses
/// are refused too, however public. An existing connection is used again without another look-up.</remarks>
public sealed class ReceiverConnector(HostLookup lookup, IOptions<WebhookOptions> options)
{
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint receiver, CancellationToken ct)
    {
        var addresses = IPAddress.TryParse(receiver.Host, out var literal) ? [literal] : await lookup(receiver.Host, ct);
        if (!options.Value.AllowPrivateAddresses && addresses.Any(IsForbidden))
        {
            throw new ForbiddenReceiverException();
        }

        Exception? problem = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, receiver.Port), ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception failed)
            {
                socket.Dispose();
                problem = failed;
                if (failed is not SocketException)
                {
                    break;
                }
            }
        }

        throw problem ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static bool IsForbidden(IPAddress address) => !PublicAddress.IsPublic(address) || IsOwn(address);

    private static bool IsOwn(IPAddress address) => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(card => card.GetIPProperties().UnicastAddresses).Any(own => own.Address.Equals(address));
}

/// <summary>A receiver's name leads to an address that receivers must not have.</summary>
public sealed class ForbiddenReceiverException : Exception;
