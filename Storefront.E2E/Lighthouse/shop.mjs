// The published program as its operator runs it, in Production: one shop, and a mail server that keeps what it is given.
import { execFileSync, spawn } from 'node:child_process';
import { openSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { join } from 'node:path';

const host = 'cedar.localhost';
const logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><path fill="#14532d" d="M32 4 52 34H40l14 20H10l14-20H12z"/></svg>';

// Takes every mail, and keeps its first part as text.
function mailServer(mails) {
  const server = net.createServer((socket) => {
    let [isMail, heard] = [false, ''];
    socket.setEncoding('latin1').on('error', () => {}).on('data', (news) => {
      heard += news;
      for (let end; (end = heard.indexOf(isMail ? '\r\n.\r\n' : '\r\n')) >= 0;) {
        const said = heard.slice(0, end);
        heard = heard.slice(end + (isMail ? 5 : 2));
        if (isMail) {
          mails.push(Buffer.from(said.split('\r\n\r\n')[2].split('\r\n--')[0], 'base64').toString());
        }

        const wasMail = isMail;
        isMail = !wasMail && said === 'DATA';
        socket.write(isMail ? '354 Go on\r\n' : said === 'QUIT' && !wasMail ? '221 Bye\r\n' : '250 Done\r\n');
      }
    });
    socket.write('220 Ready\r\n');
  });
  return listening(server);
}

const listening = (server) => new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(server)); });
const pause = () => new Promise((resolve) => { setTimeout(resolve, 100); });

// Asks until there is an answer, and for half a minute at most.
async function wait(what, look) {
  for (const end = Date.now() + 30_000; Date.now() < end; await pause()) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`There is no ${what} after half a minute.`);
}

async function freePort() {
  const server = await listening(net.createServer());
  const { port } = server.address();
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

/// Starts the program of a folder on a fresh database, with a shop that has a logo or a drawn mark; what it hands out ends with stop().
export async function open(program, data, hasLogo) {
  const mails = [];
  const [mail, port] = [await mailServer(mails), await freePort()];
  const origin = `http://${host}:${port}`;
  const env = {
    ...process.env,
    ASPNETCORE_ENVIRONMENT: 'Production',
    ConnectionStrings__Storefront: `Data Source=${join(data, 'storefront.db')}`,
    Mail__Transport: 'Smtp',
    Mail__Smtp__Host: '127.0.0.1',
    Mail__Smtp__Port: mail.address().port,
    Mail__Smtp__Security: 'None',
    Links__Scheme: 'http',
    Links__Port: port,
  };
  const operate = (...words) => execFileSync('dotnet', ['Storefront.dll', ...words], { cwd: program, env, encoding: 'utf8' });
  operate('database', 'migrate');
  operate('merchants', 'add', '--name', 'Cedar', '--host', host, '--from', 'shop@cedar.example');
  writeFileSync(join(data, 'cedar.svg'), logo);
  operate('merchants', 'brand', '--merchant', '1', ...(hasLogo ? ['--logo', join(data, 'cedar.svg')] : []), '--primary', '#14532d', '--accent', '#bbf7d0', '--tagline', 'Garden furniture of cedar');
  const token = operate('tokens', 'create', '--merchant', '1', '--name', 'Lighthouse', '--abilities', 'customers.invite').trim().split('\n').at(-1).trim();

  const log = openSync(join(data, 'app.log'), 'a');
  const app = spawn('dotnet', ['Storefront.dll', '--urls', `http://127.0.0.1:${port}`], { cwd: program, env, stdio: ['ignore', log, log] });

  // Not every resolver knows *.localhost; the browser does.
  const ask = (path, { method = 'GET', headers = {}, body } = {}) => new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path, method, headers: { Host: `${host}:${port}`, ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => { text += part; }).on('end', () => resolve({ status: answer.statusCode, text }));
    });
    request.on('error', reject).end(body);
  });

  const isReady = () => ask('/health/ready').then(({ status }) => status === 200, () => false);
  await wait('program that is ready', isReady).catch((problem) => {
    app.kill();
    mail.close();
    throw problem;
  });

  return {
    origin,

    /// Invites somebody and hands out the link of the mail.
    async invite(email) {
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
      const invited = await ask('/api/services/webshop/v1/customers/invite', { method: 'POST', headers, body: JSON.stringify({ project_id: 1, email, firstname: 'Jane' }) });
      if (invited.status !== 201) throw new Error(`The invitation was answered with ${invited.status}: ${invited.text}`);
      return wait('mail', () => mails.flatMap((text) => text.split(/\r?\n/)).find((line) => line.startsWith('http') && decodeURIComponent(line).includes(email)));
    },

    async stop() {
      const ended = new Promise((resolve) => { app.on('exit', resolve); });
      app.kill();
      await ended;
      mail.close();
    },
  };
}
