// A receiver as an integrator writes it: verifies each message with the library and prints what it holds.
const http = require("node:http");
const { Webhook } = require("standardwebhooks");

const webhook = new Webhook(process.env.SECRET);

const server = http.createServer((request, response) => {
  const parts = [];
  request.on("data", part => parts.push(part));
  request.on("end", () => {
    try {
      const message = webhook.verify(Buffer.concat(parts).toString("utf8"), request.headers);
      console.log(`verified ${message.type}`);
      response.writeHead(204).end();
    } catch (problem) {
      console.log(`refused ${problem.message}`);
      response.writeHead(400).end();
    }
  });
});

server.listen(Number(process.env.PORT), "127.0.0.1", () => console.log("listening"));
