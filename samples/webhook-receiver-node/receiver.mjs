// Receives webhooks, verifies their signatures and prints each message once.
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.WEBHOOK_SECRET);
const seen = new Set(); // A real receiver keeps the ids in its database, with the work they caused.

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    const message = webhook.verify(Buffer.concat(chunks).toString("utf8"), request.headers);
    response.writeHead(204).end();
    if (!seen.has(request.headers["webhook-id"])) {
      seen.add(request.headers["webhook-id"]);
      console.log(`${message.type} ${JSON.stringify(message.data)}`);
    }
  } catch {
    response.writeHead(400).end();
  }
}).listen(Number(process.env.PORT ?? 3000), () => console.log("Listening"));
