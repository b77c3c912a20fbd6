using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Storefront.Tests.Support;

namespace Storefront.Tests.Deploy;

/// <summary>The files in deploy/ work: two shops over TLS behind Caddy and behind nginx, and a unit that may do little.</summary>
[Trait("Storage", "Sqlite")]
public sealed partial class DeployTests(DeployedProgram program) : IClassFixture<DeployedProgram>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deploy-");

    public void Dispose() => _folder.Delete(recursive: true);

    [RequiresProgramFact("caddy", asRoot: false)]
    public async Task Caddy_gets_certificates_for_the_shops_alone()
    {
        var configuration = DeployedProgram.Fit(
            "caddy/Caddyfile",
            ("127.0.0.1:5080", $"127.0.0.1:{program.Port}"), ("127.0.0.1:5082", $"127.0.0.1:{program.AskPort}"),
            ("{\n\ton_demand_tls", $$"""
                {
                	admin off
                	local_certs
                	skip_install_trust
                	http_port {{program.Plain}}
                	https_port {{program.Secure}}
                	storage file_system {{_folder.FullName}}
                	on_demand_tls
                """));
        using var caddy = await StartAsync("caddy", "Caddyfile", configuration, "run", "--adapter", "caddyfile", "--config");
        try
        {
            program.ChecksNames = true;
            await program.UntilServedAsync(caddy, "aurora.localhost");

            await program.CheckAsync();
            await Assert.ThrowsAsync<HttpRequestException>(() => program.GetAsync("nobody.localhost", "/"));
        }
        finally
        {
            await EndAsync(caddy);
        }
    }

    [RequiresProgramFact("nginx", asRoot: false)]
    public async Task Nginx_serves_the_shops_with_a_certificate_from_elsewhere()
    {
        using var certificate = TestCertificate.For("aurora.localhost");
        using var key = certificate.Certificate.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "fullchain.pem"), certificate.Certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "privkey.pem"), key.ExportPkcs8PrivateKeyPem());
        var site = DeployedProgram.Fit(
            "nginx/storefront.conf",
            ("server 127.0.0.1:5080;", $"server 127.0.0.1:{program.Port};"), ("listen 80 default_server", $"listen 127.0.0.1:{program.Plain}"),
            ("listen 443 ssl", $"listen 127.0.0.1:{program.Secure} ssl"), ("    listen [::]:80 default_server;\n", ""),
            ("    listen [::]:443 ssl http2 default_server;\n", ""), ("/etc/ssl/storefront", _folder.FullName), ("/var/log/nginx", _folder.FullName));
        var configuration = $$"""
            daemon off;
            worker_processes 1;
            pid {{_folder.FullName}}/nginx.pid;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            events { worker_connections 64; }
            http {
              client_body_temp_path {{_folder.FullName}}/body;
              proxy_temp_path {{_folder.FullName}}/proxy;
              fastcgi_temp_path {{_folder.FullName}}/fastcgi;
              uwsgi_temp_path {{_folder.FullName}}/uwsgi;
              scgi_temp_path {{_folder.FullName}}/scgi;
              {{site}}
            }
            """;
        using var nginx = await StartAsync("nginx", "nginx.conf", configuration, "-e", "stderr", "-p", _folder.FullName, "-c");
        try
        {
            program.ChecksNames = false;
            await program.UntilServedAsync(nginx, "aurora.localhost");

            await program.CheckAsync();
            var log = await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "storefront.log"));
            Assert.Contains("aurora.localhost \"GET /account/sign-in\" 200", log, StringComparison.Ordinal);
        }
        finally
        {
            await EndAsync(nginx);
        }
    }

    [RequiresProgramFact("systemd-analyze", asRoot: false)]
    public async Task The_unit_is_exposed_to_little()
    {
        var (exitCode, output) = await ProgramRun.RunAsync(
            "systemd-analyze", _folder.FullName, "security", "--offline=true", "--threshold=30", "--no-pager",
            Path.Combine(Sources.Root, "deploy", "systemd", "storefront.service"));

        Assert.True(exitCode == 0, output);
        Assert.Matches(ExposurePattern(), output);
    }

    private async Task<Process> StartAsync(string name, string file, string configuration, params string[] arguments)
    {
        var path = Path.Combine(_folder.FullName, file);
        await File.WriteAllTextAsync(path, configuration);
        var process = ProgramRun.Start(
            RequiresProgramFactAttribute.PathOf(name)!, _folder.FullName, [("HOME", _folder.FullName)], [.. arguments, path]);

        // Read, so that a talkative program never waits for its reader.
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task EndAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    [GeneratedRegex(@"Overall exposure level for storefront\.service: [0-2]\.\d")]
    private static partial Regex ExposurePattern();
}
