// Finds changes of docs/openapi.yaml that break clients of the last release, whose description is
// docs/openapi-released.yaml. A break that is meant stands in docs/openapi-accepted.txt, as this prints it.
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { apiCompare } from "api-smart-diff";
import yaml from "yaml";

const docs = new URL("../docs/", import.meta.url);

/** What in the description `after` breaks a client of `before`: sorted lines, one for each place. */
export function breakingChanges(before, after) {
  const { diffs, merged } = apiCompare(before, after);
  const lines = diffs
    .filter(({ path }) => path[0] !== "components") // Compared where an operation uses them.
    .filter(breaks)
    .map(({ action, path }) => `${action} ${place(path, merged)}`);
  return [...new Set(lines)].sort();
}

// The library knows requests from responses, but takes unknown and missing members for harmless. Dust refuses a member
// that it does not know, and a client misses one that has gone. Of types it takes null for harmless.
function breaks({ type, action, path }) {
  return (
    type === "breaking" ||
    (action === "remove" && path.at(-2) === "properties") ||
    (action === "replace" && path.includes("schema") && path.at(-1) === "type")
  );
}

/** Names what stands in a list, since its position says nothing. */
function place(path, merged) {
  let node = merged;
  const names = path.map((key) => {
    const list = Array.isArray(node);
    node = node?.[key];
    return list ? (node?.name ?? (typeof node === "string" ? node : key)) : key;
  });
  return names.slice(1).filter((name) => !["content", "schema", "properties"].includes(name)).join(" ");
}

function check() {
  const load = (name) => yaml.parse(readFileSync(new URL(name, docs), "utf8"));
  const accepted = new URL("openapi-accepted.txt", docs);
  const meant = existsSync(accepted) ? readFileSync(accepted, "utf8").split("\n") : [];
  const changes = breakingChanges(load("openapi-released.yaml"), load("openapi.yaml")).filter((line) => !meant.includes(line));
  if (changes.length > 0) {
    console.error(
      `docs/openapi.yaml breaks clients of the last release:\n\n${changes.join("\n")}\n\n` +
        "Keep what clients use. If the break is meant, add these lines to docs/openapi-accepted.txt and tell of it in CHANGELOG.md.",
    );
    process.exit(1);
  }
  console.log("docs/openapi.yaml breaks no client of the last release");
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  check();
}
