// Checks every manifest in deploy/ against the schemas of Kubernetes and Knative. Cloud Run's job has no published
// schema: its containers are checked as Kubernetes' own. Only what migrates may have a secret of the owner of the tables.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Service as KnativeService } from "@kubernetes-models/knative/serving.knative.dev/v1";
import { Deployment } from "kubernetes-models/apps/v1";
import { Job } from "kubernetes-models/batch/v1";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import { Pod, Service } from "kubernetes-models/v1";
import yaml from "yaml";

const deploy = fileURLToPath(new URL("../deploy/", import.meta.url));
const kinds = {
  "apps/v1 Deployment": Deployment,
  "v1 Service": Service,
  "batch/v1 Job": Job,
  "networking.k8s.io/v1 NetworkPolicy": NetworkPolicy,
  "serving.knative.dev/v1 Service": KnativeService,
};

const isOfOwner = (manifest) =>
  JSON.stringify(manifest, (key, value) => (value?.args?.join() === "migrate" ? undefined : value)).includes("dust-owner");

let passed = 0;
let failed = 0;
for (const name of readdirSync(deploy, { recursive: true }).filter((name) => name.endsWith(".yaml"))) {
  for (const document of yaml.parseAllDocuments(readFileSync(join(deploy, name), "utf8"))) {
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
      if (isOfOwner(manifest)) throw new Error("only the container that migrates may have a secret dust-owner");
      passed++;
    } catch (error) {
      failed++;
      console.error(`deploy/${name}: ${kind}: ${error.message}`);
    }
  }
}
console.log(`Manifests: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
