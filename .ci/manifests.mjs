// Checks every manifest in deploy/ against the schemas of Kubernetes and Knative, which npm has put into the folder that
// is named. Cloud Run's job has no published schema: its containers are checked as Kubernetes' own.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const load = (file) => import(pathToFileURL(resolve(process.argv[2], "node_modules", file)));
const { default: yaml } = await load("yaml/dist/index.js");
const { Pod } = await load("kubernetes-models/v1/Pod.js");
const kinds = {
  "apps/v1 Deployment": (await load("kubernetes-models/apps/v1/Deployment.js")).Deployment,
  "v1 Service": (await load("kubernetes-models/v1/Service.js")).Service,
  "batch/v1 Job": (await load("kubernetes-models/batch/v1/Job.js")).Job,
  "serving.knative.dev/v1 Service": (await load("@kubernetes-models/knative/serving.knative.dev/v1/Service.js")).Service,
};

let passed = 0;
let failed = 0;
for (const name of readdirSync("deploy", { recursive: true }).filter((name) => name.endsWith(".yaml"))) {
  for (const document of yaml.parseAllDocuments(readFileSync(join("deploy", name), "utf8"))) {
    const manifest = document.toJS();
    const kind = `${manifest.apiVersion} ${manifest.kind}`;
    try {
      if (document.errors.length > 0) throw document.errors[0];
      if (kind === "run.googleapis.com/v1 Job") {
        new Pod({ spec: { containers: manifest.spec.template.spec.template.spec.containers } }).validate();
      } else if (kinds[kind]) {
        new kinds[kind](manifest).validate();
      } else {
        throw new Error("there is no schema for this kind");
      }
      passed++;
    } catch (error) {
      failed++;
      console.error(`deploy/${name}: ${kind}: ${error.message}`);
    }
  }
}
console.log(`Manifests: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
