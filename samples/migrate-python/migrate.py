"""Invites the customers of a CSV export, in parts of 10 000 rows, and shows how far each part is."""
import csv, hashlib, io, os, sys, time
import requests

API = os.environ.get("SHOP_API", "http://localhost:5080") + "/api/services/webshop/v1/"
TOKEN = {"Authorization": "Bearer " + os.environ.get("SHOP_TOKEN", "demo-aurora-token")}
MOST_ROWS = 10_000


def call(path, **request):
    request["headers"] = {**TOKEN, **request.get("headers", {})}
    while (answer := requests.post(API + path, timeout=120, **request)).status_code in (429, 503):
        time.sleep(int(answer.headers.get("Retry-After", 5)))
    body = answer.json()
    if body["error"]:
        sys.exit(f"{answer.status_code} {body['code']}: {body.get('errors', body['message'])}")
    return body["data"]


def parts(content, delimiter, encoding):
    rows = list(csv.reader(io.StringIO(content.decode(encoding), newline=""), delimiter=delimiter))
    for first in range(1, len(rows), MOST_ROWS):
        part = io.StringIO(newline="")
        csv.writer(part).writerows([rows[0], *rows[first:first + MOST_ROWS]])
        yield part.getvalue().encode()


def invite(content, options):
    headers = {"Content-Type": "text/csv", "Idempotency-Key": hashlib.sha256(content + repr(options).encode()).hexdigest()}
    number = call("customers/invite/bulk", data=content, params=options, headers=headers)["batch"]["id"]
    while (batch := call("customers/invite/bulk/get", json={"batch_id": number})["batch"])["done"] < batch["total"]:
        print(f"\r{batch['done']} of {batch['total']}", end="", flush=True)
        time.sleep(1)
    print(f"\rBatch {number}: {batch['invited']} invited, {batch['skipped']} skipped, {batch['failed']} failed of {batch['total']}")


def main(path, *flags):
    with open(path, "rb") as file:
        content = file.read()
    options = {"dry_run": "true"} if "--dry-run" in flags else {}
    if content.count(b"\n") <= MOST_ROWS:
        found = call("customers/import/inspect", data=content, headers={"Content-Type": "text/csv"})["file"]
        print(f"{found['rows']} rows from {found['source']}, {found['encoding']}")
        for warning in found["warnings"]:
            print(f"  line {warning['line']}: {warning['message']}")
        invite(content, options)
    else:
        for part in parts(content, os.environ.get("CSV_DELIMITER", ","), os.environ.get("CSV_ENCODING", "utf-8-sig")):
            invite(part, options)


main(*sys.argv[1:])
