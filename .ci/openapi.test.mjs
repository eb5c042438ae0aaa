import assert from "node:assert/strict";
import { test } from "node:test";
import yaml from "yaml";
import { breakingChanges } from "./openapi.mjs";

const RELEASED = `
openapi: 3.1.0
info: {title: Shop, version: "1"}
components:
  schemas:
    Body:
      type: object
      required: [points]
      properties:
        points: {type: integer, maximum: 100}
        reason: {type: string}
    Balance:
      type: object
      properties:
        points: {type: integer}
        kind: {type: string, enum: [EARN, HOLD]}
    Balances:
      type: object
      properties:
        balances: {type: array, items: {$ref: "#/components/schemas/Balance"}}
paths:
  /balances:
    get:
      parameters:
      - {name: limit, in: query, schema: {type: integer}}
      responses:
        "200": {description: All, content: {application/json: {schema: {$ref: "#/components/schemas/Balances"}}}}
    post:
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Body"}}}}
      responses:
        "201": {description: Added}
`;

const breaking = {
  "a response loses a member, in a list": [
    ({ Balance }) => delete Balance.properties.points,
    "remove /balances get responses 200 application/json balances items points",
  ],
  "a request loses a member": [({ Body }) => delete Body.properties.reason, "remove /balances post requestBody application/json reason"],
  "a member is newly required": [({ Body }) => Body.required.push("reason"), "add /balances post requestBody application/json required reason"],
  "a limit is lowered": [
    ({ Body }) => (Body.properties.points.maximum = 10),
    "replace /balances post requestBody application/json points maximum",
  ],
  "a response has another type": [
    ({ Balance }) => (Balance.properties.points.type = "string"),
    "replace /balances get responses 200 application/json balances items points type",
  ],
  "a response may be null": [
    ({ Balance }) => (Balance.properties.points.type = ["integer", "null"]),
    "replace /balances get responses 200 application/json balances items points type",
  ],
  "a response has a new value": [
    ({ Balance }) => Balance.properties.kind.enum.push("VOID"),
    "add /balances get responses 200 application/json balances items kind enum VOID",
  ],
  "a parameter is newly required": [
    (_, paths) => (paths["/balances"].get.parameters[0].required = true),
    "add /balances get parameters limit required",
  ],
  "an operation is gone": [(_, paths) => delete paths["/balances"].post, "remove /balances post"],
};

const harmless = {
  "nothing changes": () => {},
  "a response has a new member": ({ Balance }) => (Balance.properties.held = { type: "integer" }),
  "a request has a new optional member": ({ Body }) => (Body.properties.note = { type: "string" }),
  "a member is no longer required": ({ Body }) => (Body.required = []),
  "there is a new optional parameter": (_, paths) => paths["/balances"].get.parameters.push({ name: "q", in: "query", schema: { type: "string" } }),
  "there is a new operation": (_, paths) => (paths["/balance"] = { get: { responses: { 200: { description: "One" } } } }),
  "a description is reworded": (_, paths) => (paths["/balances"].post.responses["201"].description = "Posted"),
};

function changes(change) {
  const after = yaml.parse(RELEASED);
  change(after.components.schemas, after.paths);
  return breakingChanges(yaml.parse(RELEASED), after);
}

for (const [name, [change, line]] of Object.entries(breaking)) {
  test(`breaks clients: ${name}`, () => assert.ok(changes(change).includes(line), changes(change).join("\n")));
}
for (const [name, change] of Object.entries(harmless)) {
  test(`breaks nobody: ${name}`, () => assert.deepEqual(changes(change), []));
}
