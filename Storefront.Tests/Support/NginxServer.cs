using System.Diagnostics;
using System.Net.Sockets;

namespace Storefront.Tests.Support;

/// <summary>A real nginx in front of some nodes, which take turns.</summary>
public sealed class NginxServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nginx-");
    private readonly int _port = LoopbackPort.Free();
    private Process? _process;

    private NginxServer()
    {
    }

    public static async Task<NginxServer> StartAsync(params Uri[] nodes)
    {
        var server = new NginxServer();
        var configuration = Path.Combine(server._folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(configuration, server.Configuration(nodes));
        server._process = ProgramRun.Start(
            RequiresProgramFactAttribute.PathOf("nginx")!, server._folder.FullName, [], "-p", server._folder.FullName, "-c", configuration,
            "-e", "stderr");
        var watch = Stopwatch.StartNew();
        while (!await server.ListensAsync())
        {
            if (watch.Elapsed > Patience || server._process.HasExited)
            {
                throw new InvalidOperationException($"nginx does not start: {await server._process.StandardError.ReadToEndAsync()}");
            }

            await Task.Delay(50);
        }

        return server;
    }

    /// <summary>A client of a host behind this server, which tells the nodes that TLS ended here.</summary>
    public HttpClient Client(string host, string? token = null)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = async (_, ct) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync("127.0.0.1", _port, ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        var client = new HttpClient(handler) { BaseAddress = new($"http://{host}/") };
        client.DefaultRequestHeaders.Authorization = token is null ? null : Requests.Bearer(token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> ListensAsync()
    {
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync("127.0.0.1", _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // The turns are nginx's default. A failed node's request goes to the other one only before anything was sent.
    private string Configuration(IEnumerable<Uri> nodes) => $$"""
        daemon off;
        worker_processes 1;
        pid {{_folder.FullName}}/nginx.pid;
        {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
        events { worker_connections 2048; }
        http {
          access_log off;
          client_body_temp_path {{_folder.FullName}}/body;
          proxy_temp_path {{_folder.FullName}}/proxy;
          fastcgi_temp_path {{_folder.FullName}}/fastcgi;
          uwsgi_temp_path {{_folder.FullName}}/uwsgi;
          scgi_temp_path {{_folder.FullName}}/scgi;
          upstream storefront {
            {{string.Join("\n    ", nodes.Select(node => $"server {node.Authority};"))}}
            keepalive 32;
          }
          server {
            listen 127.0.0.1:{{_port}};
            location / {
              proxy_pass http://storefront;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_set_header Host $host;
              proxy_set_header X-Forwarded-For $remote_addr;
              proxy_set_header X-Forwarded-Proto https;
            }
          }
        }
        """;
}
